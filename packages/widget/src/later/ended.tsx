import { useState } from 'preact/hooks'
import { iconDownload, iconStar } from '@yingda/ui/icons.ts'
import type { ThreadFacts } from '../state/thread-facts.ts'
import { threadStory, type ThreadStory } from '../state/thread-story.ts'
import { emptyThread, type Thread } from '../state/thread.ts'
import { rateConversation } from './library.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { useReference } from './use-reference.ts'
import { useTranscript } from './use-transcript.ts'
import { dayOf } from './days.ts'
import { useMore } from './use-more.ts'
import { deskNow } from '../net/desk-now.ts'

const SCORES = [1, 2, 3, 4, 5] as const
const WORD = { 1: 'rate1', 2: 'rate2', 3: 'rate3', 4: 'rate4', 5: 'rate5' } as const
type Score = (typeof SCORES)[number]
const isScore = (score: number | undefined): score is Score => score !== undefined && score >= 1 && score <= 5

/** How it was: one to five, and words if one likes. Given once, changeable while the desk allows. */
export function Rating({ thread, story }: { thread: Thread; story: ThreadStory }) {
  const words = useMore()
  const [changing, setChanging] = useState(false)
  const { rating } = story
  if (rating === null || changing) return <RatingForm thread={thread.id} story={story} onDone={() => setChanging(false)} />
  const until = thread.summary?.rating?.changeableUntil
  const changeable = until === undefined || Date.parse(until) > deskNow()
  return (
    <section class="card rate" aria-label={words.rateTitle}>
      <h3>{words.rateThanks}</h3>
      <p class="stars given" role="img" aria-label={words.rateScore(rating.score)}>
        {SCORES.map((score) => (
          <span class={score <= rating.score ? 'star full' : 'star'} key={score}>
            <Icon d={iconStar} size={24} />
          </span>
        ))}
        {isScore(rating.score) && <b>{words[WORD[rating.score]]}</b>}
      </p>
      {rating.words !== '' && <p class="q2">{rating.words}</p>}
      {changeable && (
        <button type="button" class="link" onClick={() => setChanging(true)}>
          {words.rateChange}
        </button>
      )}
    </section>
  )
}

function RatingForm({ thread, story, onDone }: { thread: string; story: ThreadStory; onDone: () => void }) {
  const desk = useDesk()
  const words = useMore()
  const [score, setScore] = useState<Score | null>(isScore(story.rating?.score) ? story.rating.score : null)
  const [said, setSaid] = useState(story.rating?.words ?? '')
  const [busy, setBusy] = useState(false)
  const send = async () => {
    if (score === null) return
    setBusy(true)
    try {
      await rateConversation(desk, thread, { score, words: said.trim() })
      await desk.threads.open(thread)
      onDone()
    } catch {
      desk.store.set({ problem: words.didNotWork })
    }
    setBusy(false)
  }
  return (
    <form
      class="card rate"
      aria-label={words.rateTitle}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h3>{words.rateTitle}</h3>
      <Stars score={score} onChoose={setScore} />
      {score !== null && (
        <>
          <label class="q2">
            {words.rateWords}
            <textarea class="field" rows={2} maxLength={1000} value={said} onInput={({ currentTarget }) => setSaid(currentTarget.value)} />
          </label>
          <button type="submit" class="btn pri" disabled={busy}>
            {words.rateSend}
          </button>
        </>
      )}
    </form>
  )
}

/** A radio group: arrows move and choose, one stop for Tab. */
function Stars({ score, onChoose }: { score: Score | null; onChoose: (score: Score) => void }) {
  const words = useMore()
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(5, Math.max(1, (score ?? 0) + step))
    if (isScore(next)) onChoose(next)
    event.currentTarget.querySelectorAll('button')[next - 1]?.focus()
  }
  return (
    <div class="stars" role="radiogroup" aria-label={words.rateTitle} onKeyDown={onKeyDown}>
      {SCORES.map((each) => (
        <button
          type="button"
          role="radio"
          key={each}
          class={score !== null && each <= score ? 'star full' : 'star'}
          aria-checked={each === score}
          aria-label={`${words.rateScore(each)}, ${words[WORD[each]]}`}
          tabIndex={each === (score ?? 1) ? 0 : -1}
          onClick={() => onChoose(each)}
        >
          <Icon d={iconStar} size={24} />
        </button>
      ))}
      <b>{score === null ? '' : words[WORD[score]]}</b>
    </div>
  )
}

/** After the end: how it is called, the record to keep, and the way back. */
export function EndedFoot({ thread, facts, onGoOn }: { thread: string; facts: ThreadFacts; onGoOn: () => void }) {
  const desk = useDesk()
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const held = useDeskState(({ threads }) => threads[thread]) ?? emptyThread(thread)
  const until = held.summary?.reopenableUntil ?? null
  const transcript = useTranscript(thread)
  const reference = useReference(thread)
  const text = facts.mode === 'closed' ? words.askNew : until === null ? words.askOn : words.askOnUntil(dayOf(until, { language, words }, deskNow()))
  return (
    <div class="after">
      <div class="record">
        <button type="button" class="link" onClick={transcript}>
          <Icon d={iconDownload} />
          {words.transcript}
        </button>
        {reference !== null && <span>{reference}</span>}
      </div>
      <button type="button" class="btn" onClick={() => (facts.mode === 'closed' ? desk.talk.ask(threadStory(held).questionType) : onGoOn())}>
        {text}
      </button>
    </div>
  )
}
