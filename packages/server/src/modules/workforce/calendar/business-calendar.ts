/** From local hours to instants, right on the days on which clocks are put forward or back. */
import type { BusinessCalendar, BusinessSpan } from '@yingda/domain/sla/business-time.ts'
import type { CalendarRules, HoursSpan } from '@yingda/protocol/http/calendar.ts'
import { Temporal } from 'temporal-polyfill'
import { hoursOn, lastDateOf } from './day-hours.ts'

type Side = 'opening' | 'closing'

/** @param rules with a time zone that exists */
export function businessCalendar(rules: CalendarRules): BusinessCalendar {
  const last = lastDateOf(rules)
  return {
    *spansFrom(atMs) {
      // What began the evening before may still be running.
      let date = localDate(atMs, rules.timeZone).subtract({ days: 1 })
      let coveredUntil = Number.NEGATIVE_INFINITY
      for (; last === null || date.toString() <= last; date = date.add({ days: 1 })) {
        for (const { fromMs, untilMs } of spansOn(rules, date)) {
          const start = Math.max(fromMs, coveredUntil)
          if (untilMs <= start) continue
          coveredUntil = untilMs
          if (untilMs > atMs) yield { fromMs: start, untilMs }
        }
      }
    },
  }
}

/** The date it is at this instant in this time zone. */
export const localDate = (atMs: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate()

export function isTimeZone(name: string): boolean {
  // An offset (`+08:00`) is one for Temporal, but knows no summer time: it is not what is meant.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

function spansOn(rules: CalendarRules, date: Temporal.PlainDate): BusinessSpan[] {
  return hoursOn(rules, date.toString())
    .map(({ from, until }: HoursSpan) => {
      const end = until === '24:00' ? '00:00' : until
      const endDate = end <= from ? date.add({ days: 1 }) : date
      return {
        fromMs: instantOf(date.toPlainDateTime(from), rules.timeZone, 'opening'),
        untilMs: instantOf(endDate.toPlainDateTime(end), rules.timeZone, 'closing'),
      }
    })
    .sort((one, other) => one.fromMs - other.fromMs)
}

/**
 * Where a local time comes twice, hours begin with the first and end with the second; where it is left out, they begin
 * and end as the clock jumps, so that hours wholly within the gap do not exist that day.
 */
function instantOf(local: Temporal.PlainDateTime, timeZone: string, side: Side): number {
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: side === 'opening' ? 'earlier' : 'later' })
  if (zoned.toPlainDateTime().equals(local)) return zoned.epochMilliseconds
  const before = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? before.epochMilliseconds
}
