import * as z from 'zod'

/** ISO 4217 code, upper case. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
export type Currency = z.infer<typeof Currency>

/** An amount in the currency's smallest unit (fen, cent, yen); never a fraction, never a float of major units. */
export const Money = z.strictObject({ amountMinor: z.int(), currency: Currency })
export type Money = z.infer<typeof Money>
