import { useEffect, useRef } from 'react'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { useSync } from '../../../app/sync/use-sync.ts'
import { postMarks } from '../conversation-api.ts'

const AFTER_MS = 400

/** Says "read" once what is newest was in sight of somebody who looks; never for a window in the background. */
export function useMarkRead(row: ConversationRow, to: number, atBottom: boolean): void {
  const { socket, lists } = useSync()
  const told = useRef(0)
  useEffect(() => {
    const mark = (): void => {
      if (!atBottom || to === 0 || to <= Math.max(told.current, row.readSeq) || document.visibilityState !== 'visible' || !document.hasFocus()) return
      told.current = to
      if (!socket.marks(row.id, to))
        void postMarks(row.id, to).catch(() => {
          told.current = 0
        })
      // The row's bold ends with it; nobody else is told by the stream.
      setTimeout(() => lists.changed([row.id]), AFTER_MS)
    }
    const timer = setTimeout(mark, AFTER_MS)
    window.addEventListener('focus', mark)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('focus', mark)
    }
  }, [row.id, row.readSeq, to, atBottom, socket, lists])
}
