import type { TeamId } from '@yingda/protocol/ids.ts'
import type { TeamBody } from '@yingda/protocol/http/staff-admin.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { recordTeam } from '../entries.ts'
import { lockTeamRow, updateTeam } from '../store/teams.ts'

/**
 * Rename a team, change which questions come to it or to whom of its people they go.
 *
 * @throws Refused `team.not_found`
 */
export async function changeTeam(
  ctx: CommandContext,
  { id, nameZh, nameEn, questionTypes, strategy, acceptSeconds }: TeamBody & { id: TeamId },
): Promise<void> {
  if ((await lockTeamRow(ctx, id)) === undefined) throw new Refused('team.not_found')
  const data = { nameZh, nameEn, questionTypes: [...new Set(questionTypes)], strategy, acceptSeconds }
  await updateTeam(ctx, id, data)
  await recordTeam(ctx, id, [{ type: 'team.changed', data }])
}
