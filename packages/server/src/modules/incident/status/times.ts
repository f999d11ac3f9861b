/** Instants and durations as the page tells them, on the desk's own clock. */
import { STATUS_WORDS } from '@yingda/i18n/status.ts'
import type { StatusWords } from '@yingda/i18n/status/zh-CN.ts'
import type { Language } from '@yingda/protocol/language.ts'

export type Telling = {
  language: Language
  words: StatusWords
  /** `14:32` on the day of the copy, `11 月 20 日 14:32` or `20 Nov 14:32` on another. */
  when(at: string): string
  /** By which clock: `中国标准时间`, `China Standard Time` */
  clock: string
  /** Two instants; the day is said once where it is the same. */
  window(from: string, until: string): string
  /** `2026 年 11 月 21 日`, `21 Nov 2026` */
  date(at: string): string
  /** `38 分钟`, `2 hours 6 min` */
  lasting(ms: number): string
}

/** @param today an instant of the day on which times stand alone; null = on none, as nobody knows when it is read */
export function telling(language: Language, { timeZone, today }: { timeZone: string; today: string | null }): Telling {
  const words = STATUS_WORDS[language]
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = format({ month: language === 'en' ? 'short' : 'long', day: 'numeric' })
  const full = format({ year: 'numeric', month: language === 'en' ? 'short' : 'long', day: 'numeric' })
  const date = (at: string): string => spaced(full.format(new Date(at)))
  const timeOf = (at: string): string => clock.format(new Date(at))
  const when = (at: string): string => (today !== null && date(at) === date(today) ? timeOf(at) : `${spaced(day.format(new Date(at)))} ${timeOf(at)}`)
  return {
    language,
    words,
    when,
    clock: nameOfZone(format({ timeZoneName: 'longGeneric' }), timeZone),
    window: (from, until) => words.window(when(from), date(from) === date(until) ? timeOf(until) : when(until)),
    date,
    lasting: (ms) => lastingIn(words, ms),
  }
}

/** The same all the year round. */
const nameOfZone = (format: Intl.DateTimeFormat, zone: string): string => format.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? zone

function lastingIn(words: StatusWords, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return words.seconds(seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return words.minutes(minutes)
  if (minutes < 48 * 60) return words.hours(Math.floor(minutes / 60), minutes % 60)
  return words.days(Math.floor(minutes / 1440))
}

/** Chinese dates as our pages write them: a space between Han and digits, which Intl leaves out. */
const spaced = (text: string): string => text.replace(/(\p{Script=Han})(?=\d)/gu, '$1 ').replace(/(\d)(?=\p{Script=Han})/gu, '$1 ')
