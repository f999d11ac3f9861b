import type { OverflowList } from '@yingda/protocol/http/overflow.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { listColleagues, listTeams } from './people.ts'
import { QUESTION_TYPES } from '@yingda/protocol/entries/conversation.ts'
import { Language } from '@yingda/protocol/language.ts'

/** Every team with who helps it, and with what its own people can do: whether a team would be of any help is seen from that. */
export async function listOverflow(ctx: QueryContext): Promise<OverflowList> {
  const [teams, colleagues] = [await listTeams(ctx), await listColleagues(ctx)]
  return {
    teams: teams.map(({ id, nameZh, nameEn, overflow, questionTypes }) => {
      const people = colleagues.filter(({ teamIds }) => teamIds.includes(id))
      return {
        id,
        nameZh,
        nameEn,
        steps: [...overflow],
        questionTypes: [...questionTypes],
        skilledIn: QUESTION_TYPES.filter((type) => people.some(({ skills }) => skills[type] !== undefined)),
        languages: Language.options.filter((language) => people.some(({ languages }) => languages.includes(language))),
      }
    }),
  }
}
