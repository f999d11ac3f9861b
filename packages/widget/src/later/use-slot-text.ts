import { timeOf } from '../ui/when.ts'
import { useDeskState } from '../ui/use-desk.ts'
import { dayOf } from './days.ts'
import { onClockOf } from './desk-clock.ts'
import { useMore } from './use-more.ts'
import { deskNow } from '../net/desk-now.ts'

export type Time = { readonly from: string; readonly until: string }

/** A time as it is said, on the desk's clock: today 15:00–15:30. */
export function useSlotText(): (slot: Time, part?: 'day' | 'time') => string {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const timeZone = useDeskState(({ home }) => home?.timeZone)
  const there = (at: string | number): string => new Date(onClockOf(timeZone, at)).toISOString()
  return ({ from, until }, part) => {
    const day = dayOf(there(from), { language, words }, Date.parse(there(deskNow())))
    const time = `${timeOf(there(from), language)}–${timeOf(there(until), language)}`
    return part === 'day' ? day : part === 'time' ? time : words.dayTime(day, time)
  }
}
