import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { getColleagues } from './conversation-api.ts'

/** A team's name in the language shown; `otherwise` while teams are not read yet or it is none of them. */
export function useTeamName(): (id: string, otherwise: string) => string {
  const language = useLanguage()
  const teams = useQuery({ queryKey: keys.colleagues, queryFn: ({ signal }) => getColleagues(signal) }).data?.teams
  return (id, otherwise) => {
    const team = teams?.find((one) => one.id === id)
    if (!team) return otherwise
    return language === 'en' ? team.nameEn : team.nameZh
  }
}
