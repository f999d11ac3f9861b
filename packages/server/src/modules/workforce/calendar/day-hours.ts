/** Which hours a local date has, before it is known when that is. */
import type { CalendarRules, HoursSpan } from '@yingda/protocol/http/calendar.ts'
import { chinaDay, isAnnounced } from './china-days.ts'

const DAY_MS = 86_400_000

/** Monday 0 … Sunday 6. @param date local, `2026-10-01` */
const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

/**
 * The hours of a date: its own exception, else what China's announcement makes of it, else its weekday's. A weekend that
 * is worked for a holiday has the hours of the week's first day that has any (Monday to Friday), else its own.
 */
export function hoursOn(rules: CalendarRules, date: string): readonly HoursSpan[] {
  const exception = rules.exceptions.find((one) => one.date === date)
  if (exception !== undefined) return exception.spans
  const day = rules.chinaHolidays ? chinaDay(date) : 'usual'
  if (day === 'holiday') return []
  if (day === 'working_weekend') return rules.weekly.slice(0, 5).find((spans) => spans.length > 0) ?? rules.weekly[weekdayOf(date)] ?? []
  return rules.weekly[weekdayOf(date)] ?? []
}

/** Whether a date's hours rest on a guess: holidays count, and nobody has announced them nor set this date by hand. */
export const isGuessOn = (rules: CalendarRules, date: string): boolean =>
  rules.chinaHolidays && !isAnnounced(Number(date.slice(0, 4))) && !rules.exceptions.some((one) => one.date === date)

/** The last date that may have hours, where the week has none: null = there is no last one. */
export function lastDateOf(rules: CalendarRules): string | null {
  if (rules.weekly.some((spans) => spans.length > 0)) return null
  return (
    rules.exceptions
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? ''
  )
}

/** Minutes from midnight; an end on the next day lies beyond 24 hours. */
function minutesOf({ from, until }: HoursSpan): [number, number] {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const [start, end] = [minutes(from), minutes(until)]
  return [start, end <= start ? end + DAY_MS / 60_000 : end]
}

export function overlap(spans: readonly HoursSpan[]): boolean {
  const sorted = spans.map(minutesOf).sort(([one], [other]) => one - other)
  return sorted.some(([, end], index) => end > (sorted[index + 1]?.[0] ?? Number.POSITIVE_INFINITY))
}
