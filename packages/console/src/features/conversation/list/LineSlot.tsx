import { memo } from 'react'
import { ConversationLine } from './ConversationLine.tsx'
import { GroupHead } from './GroupHead.tsx'
import type { ListLine } from './list-lines.ts'
import type { GroupId } from './rows.ts'
import type { SharedByRows } from './use-shared-by-rows.ts'

type LineSlotProps = {
  line: ListLine
  index: number
  /** Of all lines. */
  count: number
  startPx: number
  isOpen: boolean
  shared: SharedByRows
  onFocus: (id: string) => void
  onFold: (id: GroupId) => void
}

/** One line of the list, where it belongs. */
export const LineSlot = memo(function LineSlot({ line, index, count, startPx, isOpen, shared, onFocus, onFold }: LineSlotProps) {
  return (
    <div role="listitem" aria-setsize={count} aria-posinset={index + 1} className="line" style={{ transform: `translateY(${startPx}px)` }}>
      {line.kind === 'group' ? (
        <GroupHead line={line} onFold={onFold} />
      ) : (
        <ConversationLine row={line.row} shared={shared} isOpen={isOpen} onFocus={onFocus} />
      )}
    </div>
  )
})
