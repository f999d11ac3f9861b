import { iconRefresh } from '@yingda/ui/icons.ts'
import type { Bubble } from '../state/stream-items.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from '../ui/use-desk.ts'
import { discard, sendAgain } from './again.ts'
import { useMore } from './use-more.ts'

/** Not sent: why, when the desk said why, and what can be done. */
export function FailedMark({ bubbles }: { bubbles: readonly Bubble[] }) {
  const desk = useDesk()
  const words = useMore()
  const items = bubbles.flatMap(({ item }) => (item === null ? [] : [item]))
  const refusal = items.find((item) => item.refusal !== null)?.refusal
  return (
    <>
      {refusal?.message !== undefined && refusal.message !== '' && <span class="mark why">{refusal.message}</span>}
      <span class="mark" role="alert">
        <button
          type="button"
          class="bad"
          onClick={() => {
            for (const { clientId } of items) sendAgain(desk, clientId)
          }}
        >
          <Icon d={iconRefresh} size={14} />
          {words.failed}
        </button>
        {refusal !== undefined && (
          <button
            type="button"
            class="link"
            onClick={() => {
              for (const { clientId } of items) discard(desk, clientId)
            }}
          >
            {words.discard}
          </button>
        )}
      </span>
    </>
  )
}
