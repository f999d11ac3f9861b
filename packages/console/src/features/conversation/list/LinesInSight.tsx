import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, type ReactNode, type Ref } from 'react'
import { useSync } from '../../../app/sync/use-sync.ts'
import { useSecond } from '../../../app/use-now.ts'
import { LineSlot } from './LineSlot.tsx'
import { lineHeight, lineKey, type ListLine } from './list-lines.ts'
import type { GroupId } from './rows.ts'
import { fillSlots, type Slot } from './slots.ts'
import { useRowFocus } from './use-row-focus.ts'
import type { SharedByRows } from './use-shared-by-rows.ts'

export type LinesHandle = {
  /** Scrolls a row into sight, if it is one of the lines. */
  show: (id: string) => void
  /** The same, and it gets the keyboard's focus. */
  focus: (id: string) => void
}
type LinesInSightProps = {
  ref: Ref<LinesHandle>
  lines: readonly ListLine[]
  label: string
  /** The conversation that stands open beside the list. */
  open: string | undefined
  shared: SharedByRows
  onFocus: (id: string) => void
  onFold: (id: GroupId) => void
  /** The end of the lines comes into sight; null: nobody needs to know. */
  onNearEnd: (() => void) | null
  /** What stands below the last line. */
  children: ReactNode
}

/** Lines beyond the visible ones, each side. */
const OVERSCAN = 5
/** Without a step of scrolling. Then the page is put in order, which a hand that goes on turning the wheel need not wait for. */
const RESTS_AFTER_MS = 400
/** So many lines before the last is near the end. */
const NEAR = 10

/** The lines that are seen, and a few more. It is drawn anew with each step of scrolling, so what need not be in here is not. */
export function LinesInSight({ ref, lines, label, open, shared, onFocus, onFold, onNearEnd, children }: LinesInSightProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { focused, handlers } = useRowFocus()
  const nowMs = useSecond()
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lineHeight(lines[index]),
    // The places of all lines are reckoned anew whenever this is another function: when lines come and go, not at every scroll.
    getItemKey: useCallback((index: number) => (lines[index] ? lineKey(lines[index]) : index), [lines]),
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), lines, focused()), [lines, focused]),
    overscan: OVERSCAN,
    isScrollingResetDelay: RESTS_AFTER_MS,
  })

  const held = useRef<readonly Slot[]>([])
  const slots = fillSlots(held.current, { lines, indexes: virtual.getVirtualIndexes(), focused: focused(), settled: !virtual.isScrolling })
  const { inSight } = useSync()
  useEffect(() => inSight.watch(() => held.current.flatMap(({ line }) => (line.kind === 'row' ? [line.row.id] : []))), [inSight])
  const toFocus = useRef<string | null>(null)
  const focusIfThere = (): void => {
    const element = toFocus.current && scroller.current?.querySelector<HTMLElement>(`[data-row="${toFocus.current}"]`)
    if (!element) return
    toFocus.current = null
    element.focus({ preventScroll: true })
  }
  useLayoutEffect(() => {
    held.current = slots
    focusIfThere()
  })
  const show = (id: string): void => {
    const index = lines.findIndex((line) => lineKey(line) === id)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  }
  useImperativeHandle(ref, () => ({
    show,
    focus: (id) => {
      toFocus.current = id
      show(id)
      focusIfThere()
    },
  }))
  const isNearEnd = (virtual.range?.endIndex ?? 0) >= lines.length - NEAR
  useEffect(() => {
    if (isNearEnd) onNearEnd?.()
  }, [isNearEnd, onNearEnd])

  return (
    <div className="list" ref={scroller} tabIndex={-1}>
      <div className="lines" role="list" aria-label={label} style={{ blockSize: virtual.getTotalSize() }} {...handlers}>
        {slots.map(({ id, line, index }) => (
          <LineSlot
            key={id}
            line={line}
            index={index}
            count={lines.length}
            startPx={virtual.measurementsCache[index]?.start ?? 0}
            isOpen={open !== undefined && lineKey(line) === open}
            time={line.kind === 'row' ? shared.timeOf(line.row, nowMs) : null}
            shared={shared}
            onFocus={onFocus}
            onFold={onFold}
          />
        ))}
      </div>
      {children}
    </div>
  )
}

/** The row that has the focus stays in the page, however far the list is scrolled. */
function withRow(indexes: number[], lines: readonly ListLine[], id: string | null): number[] {
  if (id === null) return indexes
  const index = lines.findIndex((line) => lineKey(line) === id)
  return index === -1 || indexes.includes(index) ? indexes : [...indexes, index]
}
