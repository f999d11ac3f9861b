import { useNavigate, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../../app/keys/use-shortcut.ts'
import { LinesInSight, type LinesHandle } from './LinesInSight.tsx'
import { neighbour, type ListLine } from './list-lines.ts'
import type { GroupId } from './rows.ts'
import { useSharedByRows } from './use-shared-by-rows.ts'

type RowListProps = {
  list: string
  lines: readonly ListLine[]
  hasMore: boolean
  loadingMore: boolean
  onMore: () => void
  onFold: (id: GroupId) => void
}

/** The rows of a list; j and k move the focus, Enter opens since a row is a link. */
export function RowList({ list, lines, hasMore, loadingMore, onMore, onFold }: RowListProps) {
  const { t } = useTranslation()
  const shared = useSharedByRows(list)
  const navigate = useNavigate()
  const inSight = useRef<LinesHandle>(null)
  const { conversationId: open } = useParams({ strict: false })
  const [cursor, setCursor] = useState<string | null>(null)

  const move = (step: 1 | -1): void => {
    const next = neighbour(lines, cursor ?? open ?? null, step)
    if (!next) return
    setCursor(next)
    inSight.current?.focus(next)
  }
  const go = (step: 1 | -1): void => {
    const next = neighbour(lines, open ?? cursor, step)
    if (!next || next === open) return
    setCursor(next)
    inSight.current?.show(next)
    void navigate({ to: '/inbox/$list/$conversationId', params: { list, conversationId: next } })
  }
  useShortcut('next', () => move(1))
  useShortcut('previous', () => move(-1))
  useShortcut('open_next', () => go(1))
  useShortcut('open_previous', () => go(-1))

  return (
    <LinesInSight
      ref={inSight}
      lines={lines}
      label={t('list.label')}
      open={open}
      shared={shared}
      onFocus={setCursor}
      onFold={onFold}
      onNearEnd={hasMore && !loadingMore ? onMore : null}
    >
      {hasMore && (
        <button type="button" className="rest" aria-busy={loadingMore || undefined} onClick={onMore}>
          {t('list.more')}
        </button>
      )}
    </LinesInSight>
  )
}
