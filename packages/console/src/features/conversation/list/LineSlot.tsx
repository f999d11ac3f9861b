import { memo } from 'react'
import { ConversationLine } from './ConversationLine.tsx'
import { GroupHead } from './GroupHead.tsx'
import type { ListLine } from './list-lines.ts'
import type { RowTime } from './row-time.ts'
import type { GroupId } from './rows.ts'
import type { SharedByRows } from './use-shared-by-rows.ts'

type LineSlotProps = {
  line: ListLine
  index: number
  /** Of all lines. */
  count: number
  startPx: number
  isOpen: boolean
  /** What a row says of time. */
  time: RowTime | null
  shared: SharedByRows
  onFocus: (id: string) => void
  onFold: (id: GroupId) => void
}

/** One line of the list, where it belongs. */
export const LineSlot = memo(function LineSlot({ line, index, count, startPx, isOpen, time, shared, onFocus, onFold }: LineSlotProps) {
  return (
    <div role="listitem" aria-setsize={count} aria-posinset={index + 1} className="line" style={{ transform: `translateY(${startPx}px)` }}>
      {line.kind === 'group' ? (
        <GroupHead line={line} onFold={onFold} />
      ) : (
        time && <ConversationLine row={line.row} time={time} shared={shared} isOpen={isOpen} onFocus={onFocus} />
      )}
    </div>
  )
})
