import { useParams } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from '@tanstack/react-router'
import { useShortcut } from '../../../app/keys/use-shortcut.ts'
import { ConversationLine } from './ConversationLine.tsx'
import { GroupHead } from './GroupHead.tsx'
import { lineHeight, lineKey, neighbour, type ListLine } from './list-lines.ts'
import type { GroupId } from './rows.ts'

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
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lineHeight(lines[index]),
    getItemKey,
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
  useEffect(() => {
    if (!wantsFocus) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-row="${wantsFocus}"]`)
    if (!element) return
    element.focus({ preventScroll: true })
    setWantsFocus(null)
  }, [wantsFocus, items])
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !loadingMore && last >= lines.length - 5) onMore()
  }, [hasMore, loadingMore, last, lines.length, onMore])

  return (
    <div className="list" ref={scroller} tabIndex={-1}>
      <div className="lines" role="list" aria-label={t('list.label')} style={{ blockSize: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const line = lines[index]
          if (!line) return null
          return (
            <div
              key={key}
              role="listitem"
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              className="line"
              style={{ transform: `translateY(${start}px)` }}
            >
              {line.kind === 'group' ? (
                <GroupHead line={line} onFold={onFold} />
              ) : (
                <ConversationLine row={line.row} list={list} isOpen={line.row.id === open} onFocus={setCursor} />
              )}
            </div>
          )
        })}
      </div>
      {hasMore && (
        <button type="button" className="rest" aria-busy={loadingMore || undefined} onClick={onMore}>
          {t('list.more')}
        </button>
      )}
    </div>
  )
}
