import { useMemo } from 'preact/hooks'
import { isReached } from '../desk/state.ts'
import type { ThreadFacts } from '../state/thread-facts.ts'
import { asksForPerson } from '../state/outbox.ts'
import { threadStory } from '../state/thread-story.ts'
import type { Thread } from '../state/thread.ts'
import { useDeskState } from '../ui/use-desk.ts'
import { CallBackStands } from './call-back-stands.tsx'
import { Rating } from './ended.tsx'
import { QueueCard } from './queue-card.tsx'
import { QuickReplies } from './quick-replies.tsx'
import { Typing } from './typing.tsx'
import { useMore } from './use-more.ts'

/** What stands below the newest entry for as long as it is so. */
export function StreamEnd({ thread, facts: { mode, agentName } }: { thread: Thread; facts: ThreadFacts }) {
  const story = useMemo(() => threadStory(thread), [thread])
  const words = useMore()
  const reached = useDeskState(isReached)
  const isAsked = useDeskState(({ outbox }) => asksForPerson(outbox, thread.id))
  const over = mode === 'ended' || mode === 'closed'
  return (
    <>
      {isAsked && mode !== 'waiting' && (
        <p class="ev" role="status">
          {words.personAsked}
        </p>
      )}
      {mode === 'waiting' && <QueueCard thread={thread} story={story} />}
      {mode === 'with_agent' && story.callBack !== null && (
        <article class="card">
          <CallBackStands thread={thread.id} callBack={story.callBack} onChange={null} />
        </article>
      )}
      {reached && thread.others?.agents.typing === true && mode === 'with_agent' && <Typing name={agentName} />}
      {story.quickReplies.length > 0 && !over && <QuickReplies thread={thread.id} story={story} />}
      {over && <Rating thread={thread} story={story} />}
    </>
  )
}
