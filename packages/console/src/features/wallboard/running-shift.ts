/** A shift that began the evening before and runs past midnight: no hours of today end it. */
import type { CalendarRules, HoursSpan } from '@yingda/protocol/http/calendar.ts'
import { spansOn, weekdayOf } from './today-hours.ts'

/** `isEnded`: it would still run, but its day was given hours that end sooner. */
export type Shift = HoursSpan & { date: string; isEnded: boolean }

const DAY_MS = 86_400_000

/** What the clock of a time zone shows, `00:30`. */
export const timeIn = (timeZone: string, nowMs: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(nowMs)

const dayBefore = (date: string): string => new Date(Date.parse(date) - DAY_MS).toISOString().slice(0, 10)
/** Past midnight, at this time. */
const runsAt = (spans: readonly HoursSpan[], time: string): HoursSpan | undefined => spans.find(({ from, until }) => until < from && time < until)

/**
 * The shift of the day before that runs at this time, or would.
 *
 * @param isOpen as the server says it, which knows public holidays
 */
export function shiftOf(rules: CalendarRules, { date: today, time, isOpen }: { date: string; time: string; isOpen: boolean }): Shift | null {
  const date = dayBefore(today)
  const set = spansOn(rules, date)
  const usual = rules.weekly[weekdayOf(date)] ?? []
  const running = isOpen ? runsAt(set ?? usual, time) : undefined
  if (running) return { ...running, date, isEnded: false }
  const ended = set === null || set.length === 0 ? undefined : runsAt(usual, time)
  return ended ? { ...ended, date, isEnded: true } : null
}

/** The hours of the shift's day, if it ends at this time. */
export const spansEndedAt = (rules: CalendarRules, { date, from }: Shift, time: string): HoursSpan[] =>
  (spansOn(rules, date) ?? rules.weekly[weekdayOf(date)] ?? []).map((span) => (span.from === from ? { from, until: time } : span))

/** The rules with these hours on the shift's day; null = as on every such weekday. A label that is there stays. */
export function withShiftDay(rules: CalendarRules, { date }: Shift, { spans, label }: { spans: HoursSpan[] | null; label: string }): CalendarRules {
  const held = rules.exceptions.find((one) => one.date === date)
  const others = rules.exceptions.filter((one) => one.date !== date)
  return { ...rules, exceptions: spans === null ? others : [...others, { date, label: held?.label ?? label, spans }] }
}
