import { useDeskState } from '../ui/use-desk.ts'
import { dayOf } from './days.ts'
import { useMore } from './use-more.ts'
import { deskNow } from '../net/desk-now.ts'

/** Between two days. */
export function DayLine({ at }: { at: string }) {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  return <p class="day">{dayOf(at, { language, words }, deskNow())}</p>
}
