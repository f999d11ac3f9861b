/** One day of a set of business hours, changed on the spot. */
import type { CalendarRules, HoursSpan } from '@yingda/protocol/http/calendar.ts'
import { copyOf, draftOf, rulesOf, type SpanDraft } from '../admin/hours/hours-draft.ts'

export type DayChoice = 'usual' | 'closed' | 'hours'

/** The date it is on a calendar's own clock, `2026-11-22`. */
export function dateIn(timeZone: string, nowMs: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(nowMs)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** Monday 0 … Sunday 6. */
export const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

const ALL_DAY = [{ from: '00:00', until: '24:00' }]

/** For a team that always answers: all day, every day, so that a single day can be told apart. */
export const alwaysOpen = (team: { nameZh: string; nameEn: string }, timeZone: string): CalendarRules => ({
  nameZh: team.nameZh,
  nameEn: team.nameEn,
  timeZone,
  weekly: Array.from({ length: 7 }, () => ALL_DAY),
  exceptions: [],
  chinaHolidays: false,
})

/** How the day is set now, and which hours stand in the form to begin with. */
export function dayAsSet(rules: CalendarRules, date: string): { choice: DayChoice; spans: readonly SpanDraft[] } {
  const { weekly, exceptions } = draftOf(rules)
  const exception = exceptions.find((one) => one.date === date)
  if (exception) return exception.spans.length === 0 ? { choice: 'closed', spans: [] } : { choice: 'hours', spans: exception.spans }
  return { choice: 'usual', spans: copyOf(weekly[weekdayOf(date)] ?? []) }
}

type Day = { date: string; choice: DayChoice; spans: readonly SpanDraft[]; label: string }

/** The rules with this day changed and everything else as it is; null while the hours make no sense. A label that is there stays. */
export function rulesWithDay(rules: CalendarRules, { date, choice, spans, label }: Day): CalendarRules | null {
  if (choice === 'hours' && spans.length === 0) return null
  const draft = draftOf(rules)
  const held = draft.exceptions.find((one) => one.date === date)
  const others = draft.exceptions.filter((one) => one.date !== date)
  const changed = { key: 0, date, label: held?.label ?? label, spans: choice === 'closed' ? [] : spans, isNew: false }
  return rulesOf({ ...draft, exceptions: choice === 'usual' ? others : [...others, changed] })
}

/** How a day is set apart from its weekday; null = it is not. */
export const spansOn = ({ exceptions }: CalendarRules, date: string): HoursSpan[] | null => exceptions.find((one) => one.date === date)?.spans ?? null
