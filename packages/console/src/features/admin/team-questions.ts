import { teamFor } from '@yingda/domain/routing/team-for.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'

type Taking = { id: string; questionTypes: readonly QuestionType[] }
type Elsewhere<Team> = { team: Team; why: 'another_has_it' | 'nobody_has_it' }

/**
 * Where a question of this kind comes to instead, once a team takes `types`: an older team has it too, or no team has it any more.
 * Null = it comes where the ticks say.
 *
 * @param teams oldest first; `ownId` null = a new one, which none of them is
 */
export function comesElsewhere<Team extends Taking>(
  teams: readonly Team[],
  { ownId, types, type }: { ownId: string | null; types: readonly QuestionType[]; type: QuestionType },
): Elsewhere<Team> | null {
  const isOwn = types.includes(type)
  if (!isOwn && teams.some(({ id, questionTypes }) => id !== ownId && questionTypes.includes(type))) return null
  const team = teamFor(
    teams.map((one) => (one.id === ownId ? { ...one, questionTypes: types } : one)),
    type,
  )
  if (team === null) return null
  if (!isOwn) return { team, why: 'nobody_has_it' }
  return team.id !== ownId && team.questionTypes.includes(type) ? { team, why: 'another_has_it' } : null
}
