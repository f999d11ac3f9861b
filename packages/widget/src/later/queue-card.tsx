import { iconCard, iconRight } from '@yingda/ui/icons.ts'
import type { ThreadStory } from '../state/thread-story.ts'
import type { Thread } from '../state/thread.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { LeaveLine } from './leave-line.tsx'
import { Meanwhile } from './meanwhile.tsx'
import { useArranged } from './use-arranged.ts'
import { useNow } from './use-now.ts'
import { useMore } from './use-more.ts'
import { AnswerBy, WaitEstimate } from './wait-estimate.tsx'

/** In line: the place, how long so far, and what can be done meanwhile. Outside hours, and for who has arranged a time, no place is claimed; that nobody is there the strip says. */
export function QueueCard({ thread, story }: { thread: Thread; story: ThreadStory }) {
  const { talk } = useDesk()
  const words = useMore()
  const signedIn = useDeskState(({ home }) => home?.signedIn ?? false)
  const isDeskOpen = useDeskState(({ home }) => home?.agentsOnDuty ?? true)
  const onDuty = isDeskOpen && thread.others?.closed == null
  const ahead = thread.others?.ahead ?? null
  const isArranged = useArranged(thread)
  const hasTransaction = thread.entries.some(({ view }) => view.kind === 'transaction')
  return (
    <>
      <article class="card" aria-label={words.queueStatus}>
        <div class="q">
          <p aria-live="polite">
            {isArranged ? (
              <b>{words.queueArranged}</b>
            ) : !onDuty ? (
              <b>{words.queueAway}</b>
            ) : ahead === null ? (
              <b>{words.queueJoined}</b>
            ) : ahead === 0 ? (
              <b class="big">{words.queueNext}</b>
            ) : (
              <>
                <span class="range">{words.queueAhead}</span>
                <b class="big">{words.queuePeople(ahead)}</b>
              </>
            )}
          </p>
          {!isArranged && <HowLong thread={thread} since={story.queuedAt} onDuty={onDuty} />}
        </div>
        <Meanwhile thread={thread} story={story} />
        {signedIn && (
          <button type="button" class="opt" onClick={() => talk.go({ name: 'transactions', thread: thread.id })}>
            <Icon d={iconCard} size={20} />
            <span>
              {hasTransaction ? words.queueAddAnother : words.queueAddTransaction}
              <small>{words.queueAddPhotoWhy}</small>
            </span>
            <Icon d={iconRight} />
          </button>
        )}
      </article>
      <p class="ev">{words.queueStay}</p>
      <LeaveLine thread={thread.id} />
    </>
  )
}

function HowLong({ thread, since, onDuty }: { thread: Thread; since: string | null; onDuty: boolean }) {
  if (!onDuty) return <Answered thread={thread} />
  return (
    <>
      <WaitEstimate thread={thread} />
      {since !== null && <Waited since={since} />}
    </>
  )
}

/** When an answer comes: in which order, and by when at the latest. */
function Answered({ thread }: { thread: Thread }) {
  const words = useMore()
  return (
    <>
      <p class="meta">{words.queueInOrder}</p>
      <AnswerBy thread={thread} />
    </>
  )
}

function Waited({ since }: { since: string }) {
  const words = useMore()
  const seconds = Math.max(0, Math.floor((useNow(1000) - Date.parse(since)) / 1000))
  return <p class="meta num">{words.queueWaited(Math.floor(seconds / 60), seconds % 60)}</p>
}
