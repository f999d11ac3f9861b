import { useEffect, useRef } from 'preact/hooks'
import { endConversation } from './library.ts'
import { useDesk } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

/** Ending is asked once more, in place, saying what it means. */
export function EndConfirm({ thread, onDone }: { thread: string; onDone: () => void }) {
  const desk = useDesk()
  const words = useMore()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const end = () => {
    onDone()
    endConversation(desk, thread).then(
      () => desk.threads.open(thread),
      () => desk.store.set({ problem: words.didNotWork }),
    )
  }
  return (
    <div
      class="confirm"
      role="alertdialog"
      aria-describedby="end-ask"
      aria-label={words.end}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone()
      }}
    >
      <p id="end-ask">{words.endAsk}</p>
      <div class="two">
        <button ref={first} type="button" class="btn" onClick={onDone}>
          {words.endNo}
        </button>
        <button type="button" class="btn" onClick={end}>
          {words.endYes}
        </button>
      </div>
    </div>
  )
}
