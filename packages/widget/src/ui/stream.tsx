import { useMemo, useState } from 'preact/hooks'
import { isReached } from '../desk/state.ts'
import { isNewThread } from '../state/outbox.ts'
import { streamItems, type StreamItem } from '../state/stream-items.ts'
import type { ThreadFacts } from '../state/thread-facts.ts'
import type { Thread } from '../state/thread.ts'
import { Group } from './group.tsx'
import { later } from './later.tsx'
import { useDeskState, useWords } from './use-desk.ts'
import { useKeptScroll } from './use-kept-scroll.ts'
import { Welcome } from './welcome.tsx'
import { dayKey } from './when.ts'

const Announcer = later((it) => it.Announcer)
const DayLine = later((it) => it.DayLine)
const EventLine = later((it) => it.EventLine)
const QueueCard = later((it) => it.QueueCard)
const QuickReplies = later((it) => it.QuickReplies)
const Rating = later((it) => it.Rating)
const NewPill = later((it) => it.NewPill)
const Typing = later((it) => it.Typing)
const TransactionCardView = later((it) => it.TransactionCardView)
/** Long conversations show their end first. */
const SHOWN_AT_ONCE = 60

/** Everything said and done, oldest above; the place is kept while reading back. */
export function Stream({ thread, facts }: { thread: Thread; facts: ThreadFacts }) {
  const words = useWords()
  const outbox = useDeskState((state) => state.outbox)
  const [shownCount, setShownCount] = useState(SHOWN_AT_ONCE)
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
  const reached = useDeskState(isReached)
  const typing = reached && thread.others?.agents.typing === true && facts.mode === 'with_agent'
  const { box, inner, onScroll, unseen, toNewest } = useKeptScroll(thread, items, `${typing}${facts.mode}`)
  const over = facts.mode === 'ended' || facts.mode === 'closed'
  return (
    <div class="rel">
      <div class="stream" ref={box} onScroll={onScroll} role="log" aria-live="off" aria-label={words.conversation} tabIndex={0}>
        <div class="inner" ref={inner}>
          {shown.length < items.length && (
            <button type="button" class="quiet" onClick={() => setShownCount(shownCount + SHOWN_AT_ONCE)}>
              {words.earlier}
            </button>
          )}
          {isNewThread(thread.id) && <Welcome thread={thread.id} />}
          {shown.map((item) => (
            <Item key={item.key} item={item} thread={thread} facts={facts} />
          ))}
          {facts.mode === 'waiting' && <QueueCard thread={thread} facts={facts} />}
          {typing && <Typing name={facts.agentName} />}
          {facts.quickReplies.length > 0 && !over && <QuickReplies thread={thread.id} facts={facts} />}
          {over && <Rating thread={thread} facts={facts} />}
        </div>
      </div>
      {unseen > 0 && <NewPill count={unseen} from={facts.agentName} onClick={toNewest} />}
      <Announcer thread={thread} />
    </div>
  )
}

function Item({ item, thread, facts }: { item: StreamItem; thread: Thread; facts: ThreadFacts }) {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} />
    case 'group':
      return <Group group={item} thread={thread} facts={facts} />
    case 'event':
      return <EventLine view={item.view} />
    case 'transaction':
      return <TransactionCardView transaction={item.view.transaction} />
  }
}
