import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { AllWords } from '../desk/state.ts'
import { isNewThread } from '../state/outbox.ts'
import { heldSeq, type MessageView, type Thread } from '../state/thread.ts'
import { useDeskState } from '../ui/use-desk.ts'
import { sentenceOf } from './event-line.tsx'
import { useMore } from './use-more.ts'

/** Tells a screen reader what has come in, once, and nothing of what was there before. */
export function Announcer({ thread }: { thread: Thread }) {
  const words = useMore()
  const bot = useDeskState(({ home }) => home?.botName ?? '')
  const told = useRef<Told>({ id: thread.id, seq: isNewThread(thread.id) ? 0 : null })
  const [said, setSaid] = useState({ count: 0, text: '' })
  useEffect(() => {
    const news = newsOf(thread, told.current)
    told.current = upTo(thread, told.current)
    const lines = news.flatMap(({ view }) => {
      if (view.kind === 'message') return view.from === 'customer' ? [] : [`${speakerOf(view, words, bot)}: ${wordsOf(view, words)}`]
      const sentence = view.kind === 'queued' ? words.waitingTitle : sentenceOf(view, words)
      return sentence === '' ? [] : [sentence]
    })
    if (lines.length > 0) setSaid(({ count }) => ({ count: count + 1, text: lines.join('\n') }))
  }, [thread, words, bot])
  // Another element each time: the same words said again are news again.
  return (
    <div class="sr" aria-live="polite">
      <p key={said.count}>{said.text}</p>
    </div>
  )
}

/** How far which conversation has been told; null = it is only being read in. */
type Told = { readonly id: string; readonly seq: number | null }

/** A new one gets its number from the server; any other number is another conversation. */
const since = ({ id }: Thread, told: Told): number | null => (told.id === id || isNewThread(told.id) ? told.seq : null)

/** Of a conversation that is only being read in, or read in anew, nothing is news. */
function newsOf(thread: Thread, told: Told): readonly CustomerEntry[] {
  const from = since(thread, told)
  return from === null ? [] : thread.entries.filter(({ seq }) => seq > from)
}

function upTo(thread: Thread, told: Told): Told {
  const from = since(thread, told)
  return { id: thread.id, seq: from !== null ? Math.max(from, heldSeq(thread)) : thread.complete ? heldSeq(thread) : null }
}

const speakerOf = ({ name, from }: MessageView, words: AllWords, bot: string): string => name ?? (from === 'bot' ? words.botName(bot) : words.colleague)

const wordsOf = ({ content: { text, attachments, redacted } }: MessageView, words: AllWords): string =>
  redacted ? words.redacted : [text, ...attachments.map(({ name }) => name)].filter((part) => part !== '').join('\n')
