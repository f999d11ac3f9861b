import { useMemo, useRef, useState } from 'preact/hooks'
import { isNewThread } from '../state/outbox.ts'
import { threadFacts } from '../state/thread-facts.ts'
import { emptyThread } from '../state/thread.ts'
import { ChatHead } from './chat-head.tsx'
import { Composer } from './composer.tsx'
import { later } from './later.tsx'
import { Stream } from './stream.tsx'
import { Unsent } from './unsent.tsx'
import { useDeskState, useWords } from './use-desk.ts'

const FileCatch = later((it) => it.FileCatch)
const NotYet = later(
  (it) => it.NotYet,
  () => <div class="stream" />,
)
const Problem = later((it) => it.Problem)
const Strip = later((it) => it.Strip)
const EndedFoot = later((it) => it.EndedFoot)
const EndConfirm = later((it) => it.EndConfirm)

/** One conversation, from its first word to its rating. */
export function Chat({ thread }: { thread: string }) {
  const words = useWords()
  const held = useDeskState((state) => state.threads[thread])
  const failed = useDeskState((state) => state.loadFailed[thread] ?? null)
  const [ending, setEnding] = useState(false)
  const section = useRef<HTMLElement>(null)
  // Until it is here, what the first screen knew of it.
  const known = useDeskState(({ home }) => home?.conversations.find(({ id }) => id === thread))
  const shown = useMemo(() => held ?? { ...emptyThread(thread), summary: known ?? null }, [held, known, thread])
  const facts = useMemo(() => threadFacts(shown), [shown])
  const [goingOn, setGoingOn] = useState(false)
  const isWriting = useDeskState(({ drafts, uploads }) => Boolean(drafts[thread]) || Boolean(uploads[thread]?.length))

  const isNew = isNewThread(thread)
  const loaded = isNew || shown.complete || shown.entries.length > 0
  const over = facts.mode === 'ended' || facts.mode === 'closed'
  // Ended by the other side, what is half written stays in sight; open again, the next end is one of its own.
  const goesOn = over && (goingOn || isWriting)
  if (goesOn !== goingOn) setGoingOn(goesOn)
  // Whether to end it is no question any more.
  if (over && ending) setEnding(false)
  return (
    <section class="chat" ref={section}>
      <ChatHead thread={thread} facts={facts} others={shown.others} onEnd={() => setEnding(true)} />
      <Strip thread={shown} />
      {loaded ? <Stream thread={shown} facts={facts} /> : <NotYet thread={thread} failed={failed} />}
      {!loaded && <Unsent thread={shown} facts={facts} />}
      <Problem />
      <FileCatch thread={thread} around={section} />
      {ending && <EndConfirm thread={thread} onDone={() => setEnding(false)} />}
      {over && !goingOn ? (
        <EndedFoot thread={thread} facts={facts} onGoOn={() => setGoingOn(true)} />
      ) : (
        <>
          <Composer thread={thread} facts={facts} focus={goingOn} />
          <p class="never">{words.never}</p>
        </>
      )}
    </section>
  )
}
