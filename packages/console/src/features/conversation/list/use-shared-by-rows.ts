import { useRouter } from '@tanstack/react-router'
import { useMemo, type MouseEvent } from 'react'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { useSync } from '../../../app/sync/use-sync.ts'
import { keptTimes, type RowTime } from './row-time.ts'
import { useRowWords, type RowWords } from './row-words.ts'

/** What all rows of a list have in common, made once for the list. */
export type SharedByRows = {
  words: RowWords
  timeOf: (row: ConversationRow, nowMs: number) => RowTime
  hasDraft: (conversationId: string) => boolean
  addressOf: (conversationId: string) => string
  /** The router is asked when a row is followed, and not for every row that comes into sight. */
  follow: (event: MouseEvent, conversationId: string) => void
}

/** @param list whose conversations are opened beside it */
export function useSharedByRows(list: string): SharedByRows {
  const words = useRowWords()
  const router = useRouter()
  const { drafts } = useSync()
  return useMemo(
    () => ({
      words,
      timeOf: keptTimes(words),
      hasDraft: (id) => drafts.has(id),
      addressOf: (id) => `${router.basepath}/inbox/${list}/${id}`,
      follow: (event, conversationId) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        void router.navigate({ to: '/inbox/$list/$conversationId', params: { list, conversationId } })
      },
    }),
    [words, router, drafts, list],
  )
}
