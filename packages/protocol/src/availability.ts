import * as z from 'zod'

/** Why somebody was set to take nothing new, other than by himself. */
export const AwayWhy = z.enum(['silent', 'offers_missed'])
export type AwayWhy = z.infer<typeof AwayWhy>
