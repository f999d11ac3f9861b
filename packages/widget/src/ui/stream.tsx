import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { isNewThread } from '../state/outbox.ts'
import { streamItems } from '../state/stream-items.ts'
import type { ThreadFacts } from '../state/thread-facts.ts'
import type { Thread } from '../state/thread.ts'
import { Group } from './group.tsx'
import { later } from './later.tsx'
import { useDeskState, useWords } from './use-desk.ts'
import { Welcome } from './welcome.tsx'
import { dayKey } from './when.ts'

const Between = later((it) => it.Between)
const Earlier = later((it) => it.Earlier)
const StreamEnd = later((it) => it.StreamEnd)
const Place = later((it) => it.Place)
/** Long conversations show their end first. */
const SHOWN_AT_ONCE = 60

/** Everything said and done, oldest above. It follows the newest; `Place` takes that over, for those who read back. */
export function Stream({ thread, facts }: { thread: Thread; facts: ThreadFacts }) {
  const words = useWords()
  const outbox = useDeskState((state) => state.outbox)
  const [shownCount, setShownCount] = useState(SHOWN_AT_ONCE)
  const box = useRef<HTMLDivElement>(null)
  const held = useRef(false)
  const items = useMemo(
    () =>
      streamItems(
        thread.entries,
        outbox.filter((item) => item.thread === thread.id),
        dayKey,
      ),
    [thread.entries, outbox, thread.id],
  )
  const shown = items.slice(-shownCount)
  useLayoutEffect(() => {
    if (!held.current) box.current?.scrollTo(0, box.current.scrollHeight)
  }, [items])
  return (
    <div class="rel">
      <div class="stream" ref={box} role="log" aria-live="off" aria-label={words.conversation} tabIndex={0}>
        <div class="inner">
          {shown.length < items.length && <Earlier show={() => setShownCount(shownCount + SHOWN_AT_ONCE)} />}
          {isNewThread(thread.id) && <Welcome thread={thread.id} />}
          {shown.map((item) =>
            item.kind === 'group' ? <Group key={item.key} group={item} thread={thread} facts={facts} /> : <Between key={item.key} item={item} />,
          )}
          <StreamEnd thread={thread} facts={facts} />
        </div>
      </div>
      <Place box={box} held={held} thread={thread} items={items} from={facts.agentName} />
    </div>
  )
}
