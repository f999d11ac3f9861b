import { streamItems } from '../state/stream-items.ts'
import type { ThreadFacts } from '../state/thread-facts.ts'
import type { Thread } from '../state/thread.ts'
import { Group } from './group.tsx'
import { useDeskState } from './use-desk.ts'
import { dayKey } from './when.ts'

/** What was written into a conversation that is not here yet: it waits, and is in sight. */
export function Unsent({ thread, facts }: { thread: Thread; facts: ThreadFacts }) {
  const outbox = useDeskState((state) => state.outbox)
  const items = streamItems(
    [],
    outbox.filter((item) => item.thread === thread.id),
    dayKey,
  )
  return (
    <div class="unsent" role="log">
      {items.map((item) => item.kind === 'group' && <Group key={item.key} group={item} thread={thread} facts={facts} />)}
    </div>
  )
}
