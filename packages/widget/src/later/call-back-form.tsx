import { useEffect, useState } from 'preact/hooks'
import type { CallBackChannel } from '@yingda/protocol/entries/conversation.ts'
import type { CallBackSlot, CallBackTimes } from '@yingda/protocol/http/call-back.ts'
import type { ThreadStory } from '../state/thread-story.ts'
import { useDesk } from '../ui/use-desk.ts'
import { callBackTimes, requestCallBack } from './library.ts'
import { told } from './told.ts'
import { useMore } from './use-more.ts'
import { useSlotText } from './use-slot-text.ts'

type Props = { thread: string; before: ThreadStory['callBack']; onClose: () => void }

const CHANNELS: readonly CallBackChannel[] = ['phone', 'chat']

/** How and when a person is to come back. */
export function CallBackForm({ thread, before, onClose }: Props) {
  const desk = useDesk()
  const words = useMore()
  const [channel, setChannel] = useState<CallBackChannel>(before?.channel ?? 'phone')
  const [number, setNumber] = useState('')
  const [from, setFrom] = useState<string>(before?.from ?? '')
  const [times, setTimes] = useState<CallBackTimes | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    callBackTimes(desk, thread).then(setTimes, () => setTimes({ slots: [], best: [] }))
  }, [desk, thread])
  const send = async () => {
    setBusy(true)
    const wanted = { channel, number: channel === 'phone' ? number : null, from: from === '' ? null : from }
    const done = await told(desk, words, () => requestCallBack(desk, thread, wanted))
    setBusy(false)
    if (done) onClose()
  }
  return (
    <form
      class="q form"
      aria-label={words.callBack}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      <fieldset class="chips" aria-label={words.callBackHow}>
        {CHANNELS.map((each) => (
          <label key={each} class="chip">
            <input type="radio" name="channel" checked={channel === each} onChange={() => setChannel(each)} />
            {each === 'phone' ? words.callBackPhone : words.callBackChat}
          </label>
        ))}
      </fieldset>
      {channel === 'phone' && (
        <label>
          <span class="lab">{words.callBackNumber}</span>
          <input type="tel" autoComplete="tel" required maxLength={40} value={number} onInput={({ currentTarget }) => setNumber(currentTarget.value)} />
        </label>
      )}
      <label>
        <span class="lab">{words.callBackWhen}</span>
        <WhenList slots={times?.slots ?? []} from={from} onFrom={setFrom} />
      </label>
      {times !== null && times.best.length > 0 && <BestTimes best={times.best} onFrom={setFrom} />}
      <div class="chips">
        <button type="submit" class="chip" disabled={busy}>
          {words.callBackDo}
        </button>
        <button type="button" class="chip" onClick={onClose}>
          {words.callBackNot}
        </button>
      </div>
    </form>
  )
}

/** One's turn, else a time: by day, with what is usually busy said beside it. */
function WhenList({ slots, from, onFrom }: { slots: readonly CallBackSlot[]; from: string; onFrom: (from: string) => void }) {
  const words = useMore()
  const slotText = useSlotText()
  const days = new Map<string, CallBackSlot[]>()
  for (const slot of slots) days.set(slotText(slot, 'day'), [...(days.get(slotText(slot, 'day')) ?? []), slot])
  return (
    <select value={from} onChange={({ currentTarget }) => onFrom(currentTarget.value)}>
      <option value="">{words.callBackMyTurn}</option>
      {[...days].map(([day, ofDay]) => (
        <optgroup key={day} label={day}>
          {ofDay.map((slot) => (
            <option key={slot.from} value={slot.from}>
              {words.callBackSlot(day, slotText(slot, 'time'), slot.load)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

/** By what was usual in the last weeks. */
function BestTimes({ best, onFrom }: { best: readonly CallBackSlot[]; onFrom: (from: string) => void }) {
  const words = useMore()
  const slotText = useSlotText()
  return (
    <div>
      <p class="meta">{words.callBackBest}</p>
      <div class="chips">
        {best.map((slot) => (
          <button key={slot.from} type="button" class="chip" onClick={() => onFrom(slot.from)}>
            {slotText(slot)}
          </button>
        ))}
      </div>
    </div>
  )
}
