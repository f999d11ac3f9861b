/** The time of day as it is read, and the day as it is told apart. What days are called comes later, with `later/days.ts`. */
import type { Language } from '@yingda/protocol/language.ts'

export const timeOf = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))

/** The local calendar day, for comparing and as a key. */
export function dayKey(at: string | number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`
}
