import type { TeamId } from '@yingda/protocol/ids.ts'
import type { TeamBody, TeamChangeBody } from '@yingda/protocol/http/staff-admin.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { recordTeam } from '../entries.ts'
import { lockTeamRow, updateTeam, type TeamRow } from '../store/teams.ts'

/**
 * Rename a team, change which questions come to it or to whom of its people they go.
 *
 * @throws Refused `team.not_found` | `setting.changed`: it is not set as it `was` any more
 */
export async function changeTeam(ctx: CommandContext, { id, was, ...wanted }: TeamChangeBody & { id: TeamId }): Promise<void> {
  const team = await lockTeamRow(ctx, id)
  if (team === undefined) throw new Refused('team.not_found')
  const { nameZh, nameEn, questionTypes, strategy, acceptSeconds } = wanted
  if (was !== undefined && !isSetAs(team, wanted) && !isSetAs(team, was)) throw new Refused('setting.changed')
  const data = { nameZh, nameEn, questionTypes: [...new Set(questionTypes)], strategy, acceptSeconds }
  await updateTeam(ctx, id, data)
  await recordTeam(ctx, id, [{ type: 'team.changed', data }])
}

/** What is left out is as it is. */
function isSetAs(team: TeamRow, { nameZh, nameEn, questionTypes, strategy = team.strategy, acceptSeconds = team.accept_seconds }: TeamBody): boolean {
  const isSameQuestions = new Set(questionTypes).symmetricDifference(new Set(team.question_types)).size === 0
  return isSameQuestions && nameZh === team.name_zh && nameEn === team.name_en && strategy === team.strategy && acceptSeconds === team.accept_seconds
}
