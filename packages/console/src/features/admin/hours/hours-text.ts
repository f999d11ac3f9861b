import type { Language } from '@yingda/protocol/language.ts'

const locale = (language: Language): string => (language === 'en' ? 'en-GB' : 'zh-CN')
// 5 January 1970 was a Monday.
const MONDAY_MS = 4 * 86_400_000

/** 周一 … 周日, Mon … Sun. */
export const weekdayNames = (language: Language): string[] =>
  Array.from({ length: 7 }, (_, index) =>
    new Intl.DateTimeFormat(locale(language), { weekday: 'short', timeZone: 'UTC' }).format(new Date(MONDAY_MS + index * 86_400_000)),
  )

/** An instant on a calendar's own clock: `11 月 23 日 周一 09:00`, `Mon 23 Nov 09:00`. */
export function openingText(at: string, timeZone: string, language: Language): string {
  const part = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale(language), { ...options, timeZone }).format(new Date(at))
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (language === 'en') return `${part({ weekday: 'short' })} ${part({ day: 'numeric', month: 'short' })} ${time}`
  const day = part({ month: 'long', day: 'numeric' })
    .replace(/(\p{Script=Han})(?=\d)/gu, '$1 ')
    .replace(/(\d)(?=\p{Script=Han})/gu, '$1 ')
  return `${day} ${part({ weekday: 'short' })} ${time}`
}

/** Every zone this browser knows, with the one that is set though it does not. */
export function timeZones(current: string): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes(current) ? known : [current, ...known]
}
