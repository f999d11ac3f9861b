import type { TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import type { IdentityDeps } from '../deps.ts'
import { recordTeam } from '../entries.ts'
import { lockTeamRow, markTeamDeleted } from '../store/teams.ts'

/**
 * Dissolve a team: its members lose it, its name stays readable on what it answered.
 *
 * @throws Refused `team.not_found` | `team.not_empty`: it still has open conversations
 */
export async function deleteTeam(ctx: CommandContext, { isTeamBusy }: Pick<IdentityDeps, 'isTeamBusy'>, id: TeamId): Promise<void> {
  const team = await lockTeamRow(ctx, id)
  if (team === undefined) throw new Refused('team.not_found')
  if (await isTeamBusy(ctx, id)) throw new Refused('team.not_empty')
  await markTeamDeleted(ctx, id, ctx.now)
  await recordTeam(ctx, id, [{ type: 'team.deleted', data: { memberIds: team.member_ids } }])
  for (const staffId of team.member_ids) ctx.touched.rights.add(staffId)
}
