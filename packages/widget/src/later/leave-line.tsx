import { useEffect, useRef, useState } from 'preact/hooks'
import { Refusal } from '../net/wire.ts'
import { useDesk } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

/** Out of line, and back to the bot: asked once more, since the place is gone with it. Done again, it does no more. */
export function LeaveLine({ thread }: { thread: string }) {
  const desk = useDesk()
  const words = useMore()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!asking) return
    first.current?.focus({ preventScroll: true })
    first.current?.scrollIntoView({ block: 'nearest' })
  }, [asking])
  const leave = () => {
    setBusy(true)
    desk.store.set({ problem: null })
    desk.http
      .post(`/conversations/${thread}/back-to-bot`, {})
      .then(() => desk.threads.open(thread))
      .catch((error: unknown) => desk.store.set({ problem: error instanceof Refusal ? error.message : words.didNotWork }))
      .finally(() => setBusy(false))
  }
  if (!asking)
    return (
      <button type="button" class="link leave" onClick={() => setAsking(true)}>
        {words.queueLeave}
      </button>
    )
  return (
    <div
      class="confirm"
      role="alertdialog"
      aria-label={words.queueLeave}
      aria-describedby="leave-ask"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        setAsking(false)
      }}
    >
      <p id="leave-ask">{words.queueLeaveAsk}</p>
      <div class="two">
        <button ref={first} type="button" class="btn" onClick={() => setAsking(false)}>
          {words.queueKeep}
        </button>
        <button type="button" class="btn" disabled={busy} onClick={leave}>
          {words.queueLeaveYes}
        </button>
      </div>
    </div>
  )
}
