/**
 * China's public holidays and the weekends worked for them (调休), as the State Council announces them year by year. The
 * library answers any year; one that is not announced it answers by weekday alone, which would be a guess.
 */
import chineseDays from 'chinese-days'

export type ChinaDay = 'holiday' | 'working_weekend' | 'usual'

/** A day the library knows by name carries `English,中文,days off`; any other one only its weekday. */
const isNamed = (name: string): boolean => name.includes(',')

/** @param date local, `2026-10-01` */
export function chinaDay(date: string): ChinaDay {
  const { work, name } = chineseDays.getDayDetail(date)
  if (!isNamed(name)) return 'usual'
  return work ? 'working_weekend' : 'holiday'
}

/** New Year's Day is off every year: a year in which it is not named is not announced. */
export const isAnnounced = (year: number): boolean => isNamed(chineseDays.getDayDetail(`${year}-01-01`).name)
