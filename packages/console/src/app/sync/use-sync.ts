import { createContext, use, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ConversationState } from '@yingda/protocol/realtime.ts'
import type { Outgoing } from '../../features/conversation/composer/outbox.ts'
import type { ConversationFeed, FeedSnapshot } from './conversation-feed.ts'
import { watchList, type Sync } from './create-sync.ts'
import type { SocketStatus } from './staff-socket.ts'

export const SyncContext = createContext<Sync | null>(null)

export function useSync(): Sync {
  const sync = use(SyncContext)
  if (!sync) throw new Error('useSync outside the signed-in part')
  return sync
}

export function useSocketStatus(): SocketStatus {
  const { socket } = useSync()
  return useSyncExternalStore(
    (listener) => socket.onStatus(listener),
    () => socket.status,
  )
}

/** Follows a conversation's entries while mounted. */
export function useFeed(conversationId: string): { feed: ConversationFeed; snapshot: FeedSnapshot } {
  const { feeds, socket } = useSync()
  const feed = useMemo(() => feeds.get(conversationId), [feeds, conversationId])
  useEffect(() => {
    feed.open()
    // Without a socket nothing would bring what came since it was last shown.
    if (socket.status !== 'live') void feed.catchUp()
    socket.viewing(conversationId)
    return () => {
      feed.close()
      socket.viewing(null)
    }
  }, [feed, socket, conversationId])
  return { feed, snapshot: useSyncExternalStore(feed.listen, feed.snapshot) }
}

export function useConversationState(conversationId: string): ConversationState | null {
  const { states } = useSync()
  return useSyncExternalStore(states.listen, () => states.of(conversationId))
}

export function useOutbox(): readonly Outgoing[] {
  const { outbox } = useSync()
  return useSyncExternalStore(outbox.listen, outbox.items)
}

/** Listens to more list streams than one's own while such a list is shown. */
export function useListStream(stream: string | null): void {
  const { socket, lists } = useSync()
  useEffect(() => (stream ? watchList(socket, stream, lists) : undefined), [socket, lists, stream])
}
