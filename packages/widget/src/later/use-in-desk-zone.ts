import { deskNow } from '../net/desk-now.ts'
import { useDeskState } from '../ui/use-desk.ts'
import { onClockOf } from './desk-clock.ts'
import { useMore } from './use-more.ts'

/** Times are told on the desk's clock: to who reads another one, whose clock it is stands beside them. */
export function useInDeskZone(): (text: string) => string {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const timeZone = useDeskState(({ home }) => home?.timeZone)
  return (text) => {
    const nowMs = deskNow()
    if (onClockOf(timeZone, nowMs) === onClockOf(undefined, nowMs)) return text
    const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'long' }).formatToParts(nowMs)
    return words.inZone(text, parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone ?? '')
  }
}
