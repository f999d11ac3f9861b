import type { CallBackSlot } from '@yingda/protocol/http/call-back.ts'
import { useMore } from './use-more.ts'
import { useSlotText } from './use-slot-text.ts'

/** One's turn, else a time: by day, with what is usually busy said beside it. */
export function WhenList({ slots, from, onFrom }: { slots: readonly CallBackSlot[]; from: string; onFrom: (from: string) => void }) {
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
export function BestTimes({ best, onFrom }: { best: readonly CallBackSlot[]; onFrom: (from: string) => void }) {
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
