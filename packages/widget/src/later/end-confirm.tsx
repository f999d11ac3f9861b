import { useEffect, useRef } from 'preact/hooks'
import { threadFacts } from '../state/thread-facts.ts'
import { threadStory } from '../state/thread-story.ts'
import { emptyThread } from '../state/thread.ts'
import { endConversation } from './library.ts'
import { told } from './told.ts'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

/** Ending is asked once more, in place, saying what it means and what goes with it. */
export function EndConfirm({ thread, onDone }: { thread: string; onDone: () => void }) {
  const desk = useDesk()
  const words = useMore()
  const held = useDeskState(({ threads }) => threads[thread]) ?? emptyThread(thread)
  const ask = threadStory(held).callBack !== null ? words.endAskCallBack : threadFacts(held).mode === 'waiting' ? words.endAskInLine : words.endAsk
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const end = () => {
    onDone()
    void told(desk, words, () => endConversation(desk, thread).then(() => desk.threads.open(thread)))
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
      <p id="end-ask">{ask}</p>
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
