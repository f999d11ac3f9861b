import type { TeamId } from '@yingda/protocol/ids.ts'
import type { TeamBody } from '@yingda/protocol/http/staff-admin.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { newTeamId, recordTeam } from '../entries.ts'
import { insertTeam } from '../store/teams.ts'

/** A new team without members. */
export async function createTeam(ctx: CommandContext, { nameZh, nameEn, questionTypes, strategy, acceptSeconds }: TeamBody): Promise<TeamId> {
  const id = newTeamId(ctx)
  const data = { nameZh, nameEn, questionTypes: [...new Set(questionTypes)], strategy, acceptSeconds }
  await insertTeam(ctx, { id, ...data, createdAt: ctx.now })
  await recordTeam(ctx, id, [{ type: 'team.created', data }])
  return id
}
