/** The entries of a business calendar's stream: who set which hours. Additive only; none of them is for a customer. */
import * as z from 'zod'
import { CalendarRules } from '../http/calendar.ts'
import { entry } from './entry.ts'

export const CalendarStreamEntry = z.discriminatedUnion('type', [
  entry('calendar.created', CalendarRules.shape),
  entry('calendar.changed', CalendarRules.shape),
  entry('calendar.removed', {}),
])
export type CalendarStreamEntry = z.infer<typeof CalendarStreamEntry>
