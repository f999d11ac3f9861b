import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { serverNow } from '../../app/clock.ts'
import { keys } from '../../app/query-keys.ts'
import { useListStream } from '../../app/sync/use-sync.ts'
import { useSecond } from '../../app/use-now.ts'
import { getWallboard } from './wallboard-api.ts'

/** People come and go, and promises run out, while no list changes. */
const LOOK_EVERY_MS = 3000
const STALE_MS = 15_000

/**
 * The wallboard, read again whenever a list of the own reach changes, twice a second at the most, and by the clock. What was
 * read last stays in sight while it cannot be read again; `isStale` says that it no longer moves.
 */
export function useWallboard() {
  useListStream('list:all')
  const read = useQuery({
    queryKey: keys.wallboard,
    queryFn: ({ signal }) => getWallboard(signal),
    refetchInterval: LOOK_EVERY_MS,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const nowMs = Math.max(useSecond(), serverNow())
  return { read, isStale: read.data !== undefined && nowMs - Date.parse(read.data.at) > STALE_MS }
}
