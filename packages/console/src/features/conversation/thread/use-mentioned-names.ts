import { useQuery } from '@tanstack/react-query'
import { keys } from '../../../app/query-keys.ts'
import { getColleagues } from '../conversation-api.ts'

/** The names behind mentioned ids, as far as they are known. */
export function useMentionedNames(ids: readonly string[]): string[] {
  const staff = useQuery({ queryKey: keys.colleagues, queryFn: ({ signal }) => getColleagues(signal) }).data?.staff ?? []
  return staff.filter((member) => ids.includes(member.id)).map((member) => member.name)
}
