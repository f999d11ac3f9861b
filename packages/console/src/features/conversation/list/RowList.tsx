import { useNavigate, useParams } from '@tanstack/react-router'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../../app/keys/use-shortcut.ts'
import { LineSlot } from './LineSlot.tsx'
import { lineHeight, lineKey, neighbour, type ListLine } from './list-lines.ts'
import type { GroupId } from './rows.ts'
import { fillSlots, type Slot } from './slots.ts'
import { useRowFocus } from './use-row-focus.ts'
import { useSharedByRows } from './use-shared-by-rows.ts'

type RowListProps = {
  list: string
  lines: readonly ListLine[]
  hasMore: boolean
  loadingMore: boolean
  onMore: () => void
  onFold: (id: GroupId) => void
}

/** Lines beyond the visible ones, each side: a tall screen stays under eighty rows in the page. */
const OVERSCAN = 8

/** The rows in sight and a few more; j and k move the focus, Enter opens since a row is a link. */
export function RowList({ list, lines, hasMore, loadingMore, onMore, onFold }: RowListProps) {
  const { t } = useTranslation()
  const shared = useSharedByRows(list)
  const navigate = useNavigate()
  const scroller = useRef<HTMLDivElement>(null)
  const { conversationId: open } = useParams({ strict: false })
  const [cursor, setCursor] = useState<string | null>(null)
  const [wantsFocus, setWantsFocus] = useState<string | null>(null)
  // The places of all lines are reckoned anew whenever this is another function: when lines come and go, not at every scroll.
  const getItemKey = useCallback(
    (index: number) => {
      const line = lines[index]
      return line ? lineKey(line) : index
    },
    [lines],
  )
  const { focused, handlers } = useRowFocus()
  // The row that has the focus stays in the page, however far the list is scrolled.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      const id = focused()
      const index = id === null ? -1 : lines.findIndex((line) => lineKey(line) === id)
      return index === -1 || shown.includes(index) ? shown : [...shown, index].sort((a, b) => a - b)
    },
    [lines, focused],
  )
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lineHeight(lines[index]),
    getItemKey,
    rangeExtractor,
    overscan: OVERSCAN,
  })

  const show = (id: string): void => {
    const index = lines.findIndex((line) => lineKey(line) === id)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  }
  const move = (step: 1 | -1): void => {
    const next = neighbour(lines, cursor ?? open ?? null, step)
    if (!next) return
    setCursor(next)
    setWantsFocus(next)
    show(next)
  }
  const go = (step: 1 | -1): void => {
    const next = neighbour(lines, open ?? cursor, step)
    if (!next || next === open) return
    setCursor(next)
    show(next)
    void navigate({ to: '/inbox/$list/$conversationId', params: { list, conversationId: next } })
  }
  useShortcut('next', () => move(1))
  useShortcut('previous', () => move(-1))
  useShortcut('open_next', () => go(1))
  useShortcut('open_previous', () => go(-1))

  const items = virtual.getVirtualItems()
  const held = useRef<readonly Slot[]>([])
  const slots = fillSlots(held.current, { lines, indexes: items.map(({ index }) => index), focused: focused(), settled: !virtual.isScrolling })
  useLayoutEffect(() => {
    held.current = slots
  })
  useEffect(() => {
    if (!wantsFocus) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-row="${wantsFocus}"]`)
    if (!element) return
    element.focus({ preventScroll: true })
    setWantsFocus(null)
  }, [wantsFocus, items])
  const last = virtual.range?.endIndex ?? 0
  useEffect(() => {
    if (hasMore && !loadingMore && last + OVERSCAN >= lines.length - 5) onMore()
  }, [hasMore, loadingMore, last, lines.length, onMore])

  return (
    <div className="list" ref={scroller} tabIndex={-1}>
      <div className="lines" role="list" aria-label={t('list.label')} style={{ blockSize: virtual.getTotalSize() }} {...handlers}>
        {slots.map(({ id, line, index }) => (
          <LineSlot
            key={id}
            line={line}
            index={index}
            count={lines.length}
            startPx={virtual.measurementsCache[index]?.start ?? 0}
            isOpen={lineKey(line) === open}
            shared={shared}
            onFocus={setCursor}
            onFold={onFold}
          />
        ))}
      </div>
      {hasMore && (
        <button type="button" className="rest" aria-busy={loadingMore || undefined} onClick={onMore}>
          {t('list.more')}
        </button>
      )}
    </div>
  )
}
