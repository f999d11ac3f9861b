/** How well it is kept what people in line are told of their wait. For leads. */
import * as z from 'zod'
import { ReconciliationQuery } from './watch.ts'

/** GET /waits/accuracy : days as for /reconciliation, on the clock of the deployment. */
export const WaitAccuracyQuery = ReconciliationQuery

/** A third of the day, by the hour at which something was told: 0 to 8, 8 to 16, 16 to 24; or all of it. */
export const DayThird = z.enum(['all', 'night', 'day', 'evening'])
export type DayThird = z.infer<typeof DayThird>

export const WaitAccuracyRow = z.strictObject({
  third: DayThird,
  /** How often somebody was told something. */
  told: z.int(),
  /** Of those: that it cannot be said. */
  cannotSay: z.int(),
  /** Ranges told to somebody whom a person has taken since. Who left before has no outcome to compare with. */
  compared: z.int(),
  /** Of those compared: taken within the range. */
  inside: z.int(),
  /** How far what was expected was from what it took, in percent of it; a wait below a minute counts as one. Null when nothing was compared. */
  medianErrorPct: z.number().nullable(),
  medianWidthSeconds: z.number().nullable(),
  medianWaitSeconds: z.number().nullable(),
})
export type WaitAccuracyRow = z.infer<typeof WaitAccuracyRow>

export const WaitAccuracy = z.strictObject({ from: z.iso.date(), until: z.iso.date(), timeZone: z.string(), rows: z.array(WaitAccuracyRow) })
export type WaitAccuracy = z.infer<typeof WaitAccuracy>
