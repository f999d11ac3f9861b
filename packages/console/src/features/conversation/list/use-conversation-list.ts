import { useInfiniteQuery } from '@tanstack/react-query'
import { keys } from '../../../app/query-keys.ts'
import { getConversations } from '../conversation-api.ts'
import type { RowQuery } from './list-id.ts'

const PAGE = 50

/** A list, page by page; the socket's hints keep it right (see list-sync). */
export function useConversationList(query: RowQuery | null) {
  return useInfiniteQuery({
    queryKey: keys.list(query ?? {}),
    queryFn: ({ pageParam, signal }) => getConversations({ ...query, cursor: pageParam ?? undefined, limit: PAGE }, signal),
    initialPageParam: null as string | null, // the first page has no cursor
    getNextPageParam: (last) => last.nextCursor,
    enabled: query !== null,
  })
}
