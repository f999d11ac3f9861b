/** The entries of a business calendar's stream: who set which hours. Additive only; none of them is for a customer. */
import * as z from 'zod'
import { CalendarRules } from '../http/calendar.ts'

const entry = <T extends string, S extends z.ZodRawShape>(type: T, data: S) => z.strictObject({ type: z.literal(type), data: z.strictObject(data) })

export const CalendarStreamEntry = z.discriminatedUnion('type', [
  entry('calendar.created', CalendarRules.shape),
  entry('calendar.changed', CalendarRules.shape),
  entry('calendar.removed', {}),
])
export type CalendarStreamEntry = z.infer<typeof CalendarStreamEntry>
