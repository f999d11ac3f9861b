import { QUESTION_TYPES } from '@yingda/protocol/entries/conversation.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { lockWholeStaff } from '../store/staff.ts'
import { listTeamRows } from '../store/teams.ts'
import { createTeam } from './create-team.ts'

/**
 * A desk without any team has no line to wait in: who asks for a person would ask in vain. Where there is none, make
 * one for every kind of question; admins rename and divide it as they like.
 *
 * @returns the team that was made, null where there is one already
 */
export async function ensureTeam(ctx: CommandContext): Promise<TeamId | null> {
  // Two servers may start at once.
  await lockWholeStaff(ctx)
  if ((await listTeamRows(ctx)).length > 0) return null
  return createTeam(ctx, { nameZh: '客服组', nameEn: 'Support', questionTypes: [...QUESTION_TYPES] })
}
