import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import { Refused } from '../../../platform/refused.ts'
import { isTimeZone } from './business-calendar.ts'
import { overlap } from './day-hours.ts'

/**
 * The rules with their exceptions in order.
 *
 * @throws Refused `calendar.time_zone_unknown` with `timeZone` | `calendar.date_twice` with `date` |
 *   `calendar.hours_overlap` with `weekday` (Monday 0) or `date`
 */
export function checkedRules(rules: CalendarRules): CalendarRules {
  const { timeZone } = rules
  if (!isTimeZone(timeZone)) throw new Refused('calendar.time_zone_unknown', { timeZone })
  const weekday = rules.weekly.findIndex(overlap)
  if (weekday >= 0) throw new Refused('calendar.hours_overlap', { weekday })
  const exceptions = rules.exceptions.toSorted((one, other) => one.date.localeCompare(other.date))
  for (const [index, { date, spans }] of exceptions.entries()) {
    if (date === exceptions[index + 1]?.date) throw new Refused('calendar.date_twice', { date })
    if (overlap(spans)) throw new Refused('calendar.hours_overlap', { date })
  }
  return { ...rules, exceptions }
}
