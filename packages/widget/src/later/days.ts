/** Days by the name they have today, else by date. */
import type { Language } from '@yingda/protocol/language.ts'
import type { AllWords } from '../desk/state.ts'
import { dayKey, timeOf } from '../ui/when.ts'

const DAY_MS = 86_400_000
export type Tongue = { readonly language: Language; readonly words: AllWords }

/** 今天, 昨天, 明天, else month and day, with the year when it is another. */
export function dayOf(at: string, { language, words }: Tongue, nowMs: number): string {
  const day = dayKey(at)
  if (day === dayKey(nowMs)) return words.today
  if (day === dayKey(nowMs - DAY_MS)) return words.yesterday
  if (day === dayKey(nowMs + DAY_MS)) return words.tomorrow
  const otherYear = new Date(at).getFullYear() !== new Date(nowMs).getFullYear()
  const text = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', ...(otherYear ? { year: 'numeric' } : {}) }).format(new Date(at))
  return language === 'zh-CN' ? spacedHan(text) : text
}

/** Intl writes 11月18日; our pages put a space between figures and Han. */
const spacedHan = (text: string): string => text.replace(/(\d)(?=[年月日])/g, '$1 ').replace(/([年月])(?=\d)/g, '$1 ')

export const dayAndTime = (at: string, tongue: Tongue, nowMs: number): string => tongue.words.dayTime(dayOf(at, tongue, nowMs), timeOf(at, tongue.language))

/** A date without a time (`2026-11-18`) is a calendar day everywhere: it must not shift with the time zone. */
export const dateOf = (date: string, tongue: Tongue, nowMs: number): string =>
  dayOf(/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T12:00:00` : date, tongue, nowMs)
