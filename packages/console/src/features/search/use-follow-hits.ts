import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { keys } from '../../app/query-keys.ts'
import { coalesce } from '../../app/sync/coalesce.ts'
import { useSync } from '../../app/sync/use-sync.ts'

/** Reads the results again when a conversation among them has changed: words that were redacted must not stay in sight here. */
export function useFollowHits(q: string, found: readonly string[]): void {
  const { socket } = useSync()
  const client = useQueryClient()
  const held = useRef(found)
  useEffect(() => {
    held.current = found
  })
  useEffect(() => {
    const again = coalesce(() => client.invalidateQueries({ queryKey: keys.search(q) }))
    const unsubscribe = socket.subscribe('list:all', {
      after: () => 0,
      onFrame: (frame) => {
        if (frame.t === 'changed') again.changed(frame.conversationIds.filter((id) => held.current.includes(id)))
        if (frame.t === 'reset') again.everything()
      },
    })
    // What changed while there was no connection was told to nobody.
    const stopListening = socket.onStatus((status) => status === 'live' && again.everything())
    return () => {
      unsubscribe()
      stopListening()
      again.stop()
    }
  }, [socket, client, q])
}
