import { useState } from 'preact/hooks'
import type { ThreadStory } from '../state/thread-story.ts'
import { useDesk } from '../ui/use-desk.ts'
import { cancelCallBack } from './library.ts'
import { told } from './told.ts'
import { useInDeskZone } from './use-in-desk-zone.ts'
import { useMore } from './use-more.ts'
import { useNow } from './use-now.ts'
import { useSlotText } from './use-slot-text.ts'

type Props = { thread: string; callBack: NonNullable<ThreadStory['callBack']>; onChange: (() => void) | null }

/** What is arranged, and once its time has gone by, that it is late; how to call it off, and to change it for who still waits. */
export function CallBackStands({ thread, callBack: { channel, from, until, number, address }, onChange }: Props) {
  const desk = useDesk()
  const words = useMore()
  const slotText = useSlotText()
  const inZone = useInDeskZone()
  const [busy, setBusy] = useState(false)
  const when = from === null || until === null ? words.callBackMyTurnSaid : inZone(slotText({ from, until }))
  const how = {
    phone: () => words.callBackByPhone(when, number ?? ''),
    mail: () => words.callBackByMail(when, address ?? ''),
    chat: () => words.callBackByChat(when),
  }
  const isLate = useNow(15_000) > (until === null ? Infinity : Date.parse(until))
  const cancel = () => {
    setBusy(true)
    void told(desk, words, () => cancelCallBack(desk, thread)).then(() => setBusy(false))
  }
  return (
    <div class="q" role="status">
      <p>{isLate ? words.callBackLate(when, number ?? address ?? '') : how[channel]()}</p>
      {onChange !== null && <p class="meta">{words.callBackKeeps}</p>}
      <div class="chips">
        {onChange !== null && (
          <button type="button" class="chip" disabled={busy} onClick={onChange}>
            {words.callBackChange}
          </button>
        )}
        <button type="button" class="chip" disabled={busy} onClick={cancel}>
          {words.callBackCancel}
        </button>
      </div>
    </div>
  )
}
