import type { Language } from '@yingda/protocol/language.ts'

const DAY_MS = 86_400_000

/**
 * A moment near now as people say it: "今天 18:00", "明天 09:30", "11 月 23 日 18:00"; "18:00 today", "18:00 on 23 November".
 *
 * @param timeZone IANA name; the day is counted there
 */
export function nearTime(at: Date, { now, timeZone, language }: { now: Date; timeZone: string; language: Language }): string {
  const dayOf = (date: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(date)
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  const day = dayOf(at)
  if (day === dayOf(now)) return language === 'en' ? `${time} today` : `今天 ${time}`
  if (day === dayOf(new Date(now.getTime() + DAY_MS))) return language === 'en' ? `${time} tomorrow` : `明天 ${time}`
  const [, month = 1, date = 1] = day.split('-').map(Number)
  if (language === 'zh-CN') return `${month} 月 ${date} 日 ${time}`
  return `${time} on ${new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long' }).format(at)}`
}
