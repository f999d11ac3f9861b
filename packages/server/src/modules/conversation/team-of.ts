/** Which team a conversation belongs to, now that another may have helped and teams may have been dissolved since. */
import type { NewHome } from '@yingda/domain/conversation/decide.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import { holdTeam, listTeams, teamFor } from '../identity/api.ts'
import type { ConversationRecord } from './tables.ts'

type OfTeams = Pick<ConversationRecord, 'team_id' | 'home_team_id' | 'question_type'>

/** The line it stands in: its own team's, or where a question of its kind goes, not dissolved before the commit; null = there is no team at all. */
export async function lineOf(ctx: CommandContext, { home_team_id, team_id, question_type }: OfTeams): Promise<TeamId | null> {
  for (const id of [home_team_id, team_id]) if (id !== null && (await holdTeam(ctx, id))) return id
  return lineFor(ctx, question_type)
}

/** Where a question of this kind goes. One that is being dissolved is waited for, and then passed over. */
export async function lineFor(ctx: CommandContext, questionType: QuestionType): Promise<TeamId | null> {
  for (;;) {
    const id = await teamFor(ctx, questionType)
    if (id === null || (await holdTeam(ctx, id))) return id
  }
}

/** Of these the ended ones whose team is gone, or had only helped, with where they go when they are opened again. Asks nothing when none has ended. */
export async function newHomes(ctx: QueryContext, rows: readonly ConversationRecord[]): Promise<Map<ConversationId, NonNullable<NewHome>>> {
  const ended = rows.filter((row) => row.status === 'resolved' && row.team_id !== null)
  if (ended.length === 0) return new Map()
  const there = new Set((await listTeams(ctx)).map((team) => team.id))
  const homes = new Map<ConversationId, NonNullable<NewHome>>()
  for (const { id, home_team_id, team_id, question_type } of ended) {
    const line = [home_team_id, team_id].find((one) => one !== null && there.has(one)) ?? (await teamFor(ctx, question_type))
    if (line !== team_id) homes.set(id, { teamId: line })
  }
  return homes
}
