import { useEffect, useRef, useState } from 'preact/hooks'
import { heldSeq, type Thread } from '../state/thread.ts'
import { useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

/** Tells a screen reader what has come in, once, and nothing of what was there before. */
export function Announcer({ thread }: { thread: Thread }) {
  const words = useMore()
  const bot = useDeskState(({ home }) => home?.botName ?? '')
  const told = useRef(heldSeq(thread))
  const [text, setText] = useState('')
  useEffect(() => {
    const news = thread.entries.filter(({ seq }) => seq > told.current)
    told.current = heldSeq(thread)
    const lines = news.flatMap(({ view }) => {
      if (view.kind === 'joined_by') return [words.joinedBy(view.name)]
      if (view.kind !== 'message' || view.from === 'customer') return []
      return [`${view.name ?? (view.from === 'bot' ? words.botName(bot) : words.colleague)}: ${view.content.text}`]
    })
    if (lines.length > 0) setText(lines.join('\n'))
  }, [thread, words, bot])
  return (
    <p class="sr" aria-live="polite">
      {text}
    </p>
  )
}
