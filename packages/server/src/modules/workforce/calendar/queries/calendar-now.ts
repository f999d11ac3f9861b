import { isOpenAt, nextOpening } from '@yingda/domain/sla/business-time.ts'
import type { CalendarNow, CalendarRules } from '@yingda/protocol/http/calendar.ts'
import { businessCalendar, localDate } from '../business-calendar.ts'
import { isGuessOn } from '../day-hours.ts'

/** What these rules mean at an instant. @param rules with a time zone that exists */
export function calendarNow(rules: CalendarRules, now: Date): CalendarNow {
  const calendar = businessCalendar(rules)
  const atMs = now.getTime()
  if (isOpenAt(calendar, atMs)) return { isOpen: true, opensAt: null, isCertain: true }
  const opensMs = nextOpening(calendar, atMs)
  if (opensMs === null) return { isOpen: false, opensAt: null, isCertain: true }
  const isCertain = !isGuessOn(rules, localDate(opensMs, rules.timeZone).toString())
  return { isOpen: false, opensAt: new Date(opensMs).toISOString(), isCertain }
}
