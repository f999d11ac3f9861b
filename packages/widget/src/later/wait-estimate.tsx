import type { ConversationState } from '@yingda/protocol/realtime.ts'
import type { Thread } from '../state/thread.ts'
import { useDeskState } from '../ui/use-desk.ts'
import { dayAndTime } from './days.ts'
import { onClockOf } from './desk-clock.ts'
import { useInDeskZone } from './use-in-desk-zone.ts'
import { useMore } from './use-more.ts'
import { useNow } from './use-now.ts'
import { useOpens } from './use-opens.ts'

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

/**
 * By when an answer is promised, on the desk's clock; once that has gone by, that it is late. Where the line was closed after that was
 * promised, and opens only later, that it may be late: what was promised stands, and nobody is there to keep it. Where nobody is there
 * and nobody knows from when, it is what is aimed at and no more.
 */
export function AnswerBy({ thread }: { thread: Thread }) {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const timeZone = useDeskState(({ home }) => home?.timeZone)
  const inZone = useInDeskZone()
  const nowMs = useNow(15_000)
  const isAnybodyThere = useDeskState(({ home }) => home?.agentsOnDuty ?? true)
  const answerBy = thread.others?.answerBy ?? null
  const closed = thread.others?.closed ?? null
  const opens = useOpens(closed)
  if (answerBy === null) return null
  const at = new Date(onClockOf(timeZone, answerBy)).toISOString()
  const time = dayAndTime(at, { language, words }, onClockOf(timeZone, nowMs))
  const say = () => {
    if (Date.parse(answerBy) <= nowMs) return words.queueLate
    if (isBeforeOpening(answerBy, closed)) return words.queueMayBeLate
    return isAnybodyThere || opens !== null ? words.queueAnswerBy : words.queueAimsBy
  }
  return <p class="meta">{say()(time, inZone(''))}</p>
}

const isBeforeOpening = (answerBy: string, closed: ConversationState['closed']): boolean =>
  closed !== null && (closed.opensAt === null || Date.parse(answerBy) <= Date.parse(closed.opensAt))
