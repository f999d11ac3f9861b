import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { OverflowList } from '@yingda/protocol/http/overflow.ts'
import type { Language } from '@yingda/protocol/language.ts'

type Asked = { questionTypes: readonly QuestionType[]; languages: readonly Language[] }
/** Of what comes to the team that is helped, what nobody of the helping team can do. */
export type Lacks = { questionTypes: readonly QuestionType[]; languages: readonly Language[] }

/** @param languages in which the team that is helped answers itself */
export function lacksOf(helper: Pick<OverflowList['teams'][number], 'skilledIn' | 'languages'> | undefined, { questionTypes, languages }: Asked): Lacks {
  if (helper === undefined) return { questionTypes: [], languages: [] }
  return {
    questionTypes: questionTypes.filter((type) => !helper.skilledIn.includes(type)),
    languages: languages.filter((language) => !helper.languages.includes(language)),
  }
}
