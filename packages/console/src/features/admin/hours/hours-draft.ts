/** Business hours while they are edited: times as somebody types them, until they make sense. */
import type { BusinessCalendar, CalendarRules, HoursSpan } from '@yingda/protocol/http/calendar.ts'

/** `isNew` gets the focus as it appears. */
export type SpanDraft = { key: number; from: string; until: string; isNew: boolean }
export type ExceptionDraft = { key: number; date: string; label: string; spans: readonly SpanDraft[]; isNew: boolean }
export type HoursDraft = {
  nameZh: string
  nameEn: string
  timeZone: string
  weekly: readonly (readonly SpanDraft[])[]
  exceptions: readonly ExceptionDraft[]
  chinaHolidays: boolean
}

let lastKey = 0
const nextKey = (): number => (lastKey += 1)

const FIRST = { from: '09:00', until: '18:00' }
const OFFICE = [FIRST]

export const newRules = (timeZone: string): CalendarRules => ({
  nameZh: '',
  nameEn: '',
  timeZone,
  weekly: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  exceptions: [],
  chinaHolidays: timeZone === 'Asia/Shanghai',
})

const spansOf = (spans: readonly HoursSpan[]): SpanDraft[] => spans.map((span) => ({ ...span, key: nextKey(), isNew: false }))

/** The same hours for another day. */
export const copyOf = (spans: readonly SpanDraft[]): SpanDraft[] => spans.map((span) => ({ ...span, key: nextKey(), isNew: false }))

/** What a calendar that was read says, without what it means now. */
export const rulesOfCalendar = ({ id: _id, now: _now, ...rules }: BusinessCalendar): CalendarRules => rules

export const draftOf = ({ nameZh, nameEn, timeZone, weekly, exceptions, chinaHolidays }: CalendarRules): HoursDraft => ({
  nameZh,
  nameEn,
  timeZone,
  weekly: weekly.map(spansOf),
  exceptions: exceptions.map(({ date, label, spans }) => ({ key: nextKey(), date, label, spans: spansOf(spans), isNew: false })),
  chinaHolidays,
})

/** One more: office hours on a day that had none, else one to be filled in. */
export function withSpan(spans: readonly SpanDraft[]): SpanDraft[] {
  const last = spans.at(-1)
  const next = last === undefined ? FIRST : { from: '', until: '' }
  return [...spans, { ...next, key: nextKey(), isNew: true }]
}

export const withException = (exceptions: readonly ExceptionDraft[]): ExceptionDraft[] => [
  ...exceptions,
  { key: nextKey(), date: '', label: '', spans: [], isNew: true },
]

/** A time as people type it: `9`, `930`, `9:30`, `9：30`, `24:00` as an end. Null = not a time. */
export function readTime(text: string, end: 'from' | 'until'): string | null {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(text.trim()) ?? []
  if (hours === '' || Number(minutes) > 59) return null
  const most = end === 'until' && minutes === '00' ? 24 : 23
  return Number(hours) > most ? null : `${hours.padStart(2, '0')}:${minutes}`
}

/** What is wrong with one day's spans, by the place where it is. */
export type SpanFault = 'not_a_time' | 'same' | 'overlap'

export function faultOf(span: SpanDraft, others: readonly SpanDraft[]): SpanFault | null {
  const minutes = minutesOf(span)
  if (minutes === null) return 'not_a_time'
  if (minutes[0] === minutes[1]) return 'same'
  const [from, until] = minutes
  const clashes = others.some((other) => {
    const its = other.key === span.key ? null : minutesOf(other)
    return its !== null && its[0] < until && from < its[1]
  })
  return clashes ? 'overlap' : null
}

/** Whether it ends on the day after it begins. */
export function isOvernight(span: SpanDraft): boolean {
  const until = readTime(span.until, 'until')
  const from = readTime(span.from, 'from')
  return from !== null && until !== null && until < from
}

function minutesOf(span: SpanDraft): [number, number] | null {
  const [from, until] = [readTime(span.from, 'from'), readTime(span.until, 'until')]
  if (from === null || until === null) return null
  const count = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return [count(from), count(until) + (until < from ? 1440 : 0)]
}

/** The rules that are meant, null while something in them makes no sense yet. */
export function rulesOf({ nameZh, nameEn, timeZone, weekly, exceptions, chinaHolidays }: HoursDraft): CalendarRules | null {
  const days = [...weekly, ...exceptions.map(({ spans }) => spans)]
  if (days.some((spans) => spans.some((span) => faultOf(span, spans) !== null))) return null
  const dates = exceptions.map(({ date }) => date)
  if (dates.includes('') || new Set(dates).size < dates.length) return null
  if (nameZh.trim() === '' || nameEn.trim() === '' || timeZone.trim() === '') return null
  const read = (spans: readonly SpanDraft[]): HoursSpan[] =>
    spans.map((span) => ({ from: readTime(span.from, 'from') ?? '', until: readTime(span.until, 'until') ?? '' }))
  return {
    nameZh: nameZh.trim(),
    nameEn: nameEn.trim(),
    timeZone: timeZone.trim(),
    weekly: weekly.map(read),
    exceptions: exceptions.map(({ date, label, spans }) => ({ date, label: label.trim(), spans: read(spans) })),
    chinaHolidays,
  }
}
