import * as z from 'zod'

/** A mail address as it is written to; longer ones no mail server takes (RFC 5321). */
export const EmailAddress = z.email().max(254)
