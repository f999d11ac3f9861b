import type { Thread } from '../state/thread.ts'
import { useDeskState } from '../ui/use-desk.ts'
import { dayAndTime } from './days.ts'
import { onClockOf } from './desk-clock.ts'
import { useInDeskZone } from './use-in-desk-zone.ts'
import { useMore } from './use-more.ts'
import { deskNow } from '../net/desk-now.ts'

/** How long it will take, as far as that can be said; else that it cannot, and by when an answer is promised. */
export function WaitEstimate({ thread }: { thread: Thread }) {
  const words = useMore()
  const wait = thread.others?.wait ?? null
  if (wait === null) return null
  if (wait !== 'cannot_say') return <p class="est">{words.queueEstimate(wait.fromSeconds / 60, wait.toSeconds / 60)}</p>
  return (
    <>
      <p class="est">{words.queueCannotSay}</p>
      <AnswerBy thread={thread} />
    </>
  )
}

/** By when an answer is promised, on the desk's clock; nothing once that has gone by. */
export function AnswerBy({ thread }: { thread: Thread }) {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const timeZone = useDeskState(({ home }) => home?.timeZone)
  const inZone = useInDeskZone()
  const answerBy = thread.others?.answerBy ?? null
  if (answerBy === null || Date.parse(answerBy) <= deskNow()) return null
  const [at, now] = [onClockOf(timeZone, answerBy), onClockOf(timeZone, deskNow())]
  return <p class="meta">{inZone(words.queueAnswerBy(dayAndTime(new Date(at).toISOString(), { language, words }, now)))}</p>
}
