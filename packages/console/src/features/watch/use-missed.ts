import { useQuery } from '@tanstack/react-query'
import type { MissedPromises } from '@yingda/protocol/http/promise.ts'
import { useMay } from '../../app/me.ts'
import { keys } from '../../app/query-keys.ts'
import { getMissed } from './watch-api.ts'

/** An admin's own lists may be none of those in which something is missed. */
const LOOK_EVERY_MS = 15_000

/** What was missed and is not answered yet, of the teams I lead, or that nobody leads; read again with the counts, and by the clock. */
export function useMissed(): MissedPromises | undefined {
  const enabled = useMay('watch.read')
  const { data } = useQuery({ queryKey: keys.missed, queryFn: ({ signal }) => getMissed(signal), refetchInterval: LOOK_EVERY_MS, enabled })
  return enabled ? data : undefined
}
