import type { Language } from '@yingda/protocol/language.ts'

/** How long somebody waits, in the unit a person would say it: `3:24` up to ten minutes, then minutes, hours, days. */
export type WaitText = { unit: 'clock'; text: string } | { unit: 'minutes' | 'hours' | 'days'; count: number }

export function waitText(ms: number): WaitText {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 600) return { unit: 'clock', text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` }
  if (seconds < 3600) return { unit: 'minutes', count: Math.floor(seconds / 60) }
  if (seconds < 86_400) return { unit: 'hours', count: Math.floor(seconds / 3600) }
  return { unit: 'days', count: Math.floor(seconds / 86_400) }
}

/** A wait as far as its words go: the same for as long as they stay the same. */
export function wordedMs(ms: number): number {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const unit = seconds < 600 ? 1 : seconds < 3600 ? 60 : seconds < 86_400 ? 3600 : 86_400
  return Math.floor(seconds / unit) * unit * 1000
}

const formats = new Map<string, Intl.DateTimeFormat>()
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  const key = locale + JSON.stringify(options)
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

/** `14:05`, on the agent's own clock. */
export const clockText = (at: string | Date, language: Language): string =>
  format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))
/** `14:05:02` */
export const clockSecondsText = (at: string | Date, language: Language): string =>
  format(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(at))
/** `11 月 20 日`, `20 Nov`; on the agent's own calendar unless another clock is named */
export const dayText = (at: string | Date, language: Language, timeZone?: string): string =>
  spaced(format(language, { month: language === 'en' ? 'short' : 'long', day: 'numeric', timeZone }).format(new Date(at)))
/** `11 月 24 日 04:00`, `24 Nov 04:00`, on the clock that is named, or the agent's own */
export const timeThere = (at: string | Date, language: Language, timeZone?: string): string =>
  `${dayText(at, language, timeZone)} ${format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(at))}`
/** A date that stands alone, as an article's, which belongs to no time zone: `2026 年 11 月 18 日`, `18 Nov 2026`. */
export const dateText = (date: string, language: Language): string =>
  spaced(format(language, { year: 'numeric', month: language === 'en' ? 'short' : 'long', day: 'numeric', timeZone: 'UTC' }).format(new Date(date)))
/** `2026 年 11 月 20 日 14:05`, `20 Nov 2026 14:05`, on the agent's own clock: for a record, which is read years later. */
export const momentText = (at: string | Date, language: Language): string =>
  `${spaced(format(language, { year: 'numeric', month: language === 'en' ? 'short' : 'long', day: 'numeric' }).format(new Date(at)))} ${clockText(at, language)}`
/** `2023 年 3 月`, `March 2023` */
export const monthText = (at: string | Date, language: Language): string => spaced(format(language, { year: 'numeric', month: 'long' }).format(new Date(at)))
/** `11 月 20 日 周五`, `Friday 20 November` */
export function weekdayText(at: string | Date, language: Language): string {
  const date = new Date(at)
  if (language === 'en') return format('en', { weekday: 'long', day: 'numeric', month: 'long' }).format(date).replace(',', '')
  return `${dayText(date, language)} ${format(language, { weekday: 'short' }).format(date)}`
}

export type Nearness = 'today' | 'yesterday' | 'tomorrow' | 'this_year' | 'other_year'
/** How far a day is from today, on the agent's own calendar. */
export function nearness(at: string | Date, now: Date): Nearness {
  const date = new Date(at)
  const days = Math.round((midnight(date) - midnight(now)) / 86_400_000)
  if (days === 0) return 'today'
  if (days === -1) return 'yesterday'
  if (days === 1) return 'tomorrow'
  return date.getFullYear() === now.getFullYear() ? 'this_year' : 'other_year'
}

/** The shortest form that cannot be misread: a time today, a day this year, a month before. */
export function whenText(at: string | Date, now: Date, language: Language, words: { yesterday: string; tomorrow: string }): string {
  const near = nearness(at, now)
  if (near === 'today') return clockText(at, language)
  if (near === 'yesterday' || near === 'tomorrow') return `${words[near]} ${clockText(at, language)}`
  return near === 'this_year' ? `${dayText(at, language)} ${clockText(at, language)}` : `${monthText(at, language)}`
}

/** Further away than this a day and a month could be those of another year. */
const HALF_A_YEAR_MS = 180 * 86_400_000

/** For a narrow column: `14:05` today, `12/2`, `2 Dec` within half a year, else the month, `2023/3`, `Mar 2023`. */
export function shortWhenText(at: string | Date, now: Date, language: Language): string {
  if (nearness(at, now) === 'today') return clockText(at, language)
  const date = new Date(at)
  const month = language === 'en' ? 'short' : 'numeric'
  const isNear = Math.abs(date.getTime() - now.getTime()) < HALF_A_YEAR_MS
  return format(language, isNear ? { month, day: 'numeric' } : { year: 'numeric', month })
    .format(date)
    .replace(/^(\d+)年(\d+)月$/, '$1/$2')
}

const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())

/** Chinese dates as our pages write them: a space between Han and digits, which Intl leaves out. */
const spaced = (text: string): string => text.replace(/(\p{Script=Han})(?=\d)/gu, '$1 ').replace(/(\d)(?=\p{Script=Han})/gu, '$1 ')
