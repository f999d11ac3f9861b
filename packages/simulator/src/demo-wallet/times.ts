import type { Language } from '@yingda/protocol/language.ts'
import { dayStart, localParts } from '../story/clock.ts'

export type Reading = { language: Language; timeZone: string; now: Date }

const DAY_MS = 86_400_000
const two = (value: number) => String(value).padStart(2, '0')
const NEARBY = { 'zh-CN': { '-1': '昨天', 0: '今天', 1: '明天' }, en: { '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' } } as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An instant as it is read: `今天 14:03`, `11 月 8 日 20:31`, `8 Nov, 20:31`; another year is named. */
export function readTime(instant: string, { language, timeZone, now }: Reading): string {
  const at = new Date(instant)
  const local = localParts(at, timeZone)
  const clock = `${two(local.hour)}:${two(local.minute)}`
  const days = Math.round((dayStart(at, timeZone).getTime() - dayStart(now, timeZone).getTime()) / DAY_MS)
  if (days === -1 || days === 0 || days === 1) return `${NEARBY[language][days]} ${clock}`
  const otherYear = local.year !== localParts(now, timeZone).year
  if (language === 'en') return `${local.day} ${MONTHS[local.month - 1]}${otherYear ? ` ${local.year}` : ''}, ${clock}`
  return `${otherYear ? `${local.year} 年 ` : ''}${local.month} 月 ${local.day} 日 ${clock}`
}

/** The time of day alone. */
export function readClock(instant: Date, { timeZone }: Reading): string {
  const { hour, minute } = localParts(instant, timeZone)
  return `${two(hour)}:${two(minute)}`
}
