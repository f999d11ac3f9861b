import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { coalesce } from '../../app/sync/coalesce.ts'
import { readAgain } from '../../app/sync/read-again.ts'
import { useSync } from '../../app/sync/use-sync.ts'

/**
 * Reads what this key holds again when one of these conversations has changed: words that were redacted must not stay
 * in sight outside the lists either.
 *
 * @param shown the conversations whose words stand there
 */
export function useFollowRows(queryKey: QueryKey, shown: readonly string[]): void {
  const { socket } = useSync()
  const client = useQueryClient()
  const held = useRef(shown)
  const newestKey = useRef(queryKey)
  useEffect(() => {
    held.current = shown
    newestKey.current = queryKey
  })
  useEffect(() => {
    const again = coalesce(() => readAgain(client, { queryKey: newestKey.current }))
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
  }, [socket, client])
}
