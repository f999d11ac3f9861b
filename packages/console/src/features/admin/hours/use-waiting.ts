import { useQuery } from '@tanstack/react-query'
import { keys } from '../../../app/query-keys.ts'
import { getWallboard } from '../../wallboard/wallboard-api.ts'

/** How many stand in line just now in these teams, as far as the reader leads them. */
export function useWaiting(teamIds: readonly string[]): number {
  const board = useQuery({ queryKey: keys.wallboard, queryFn: ({ signal }) => getWallboard(signal), staleTime: 0, enabled: teamIds.length > 0 }).data
  return (board?.teams ?? []).reduce((sum, { id, waiting }) => sum + (teamIds.includes(id) ? waiting : 0), 0)
}
