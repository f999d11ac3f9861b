/** Which team a conversation belongs to, now that teams may have been dissolved since. */
import type { NewHome } from '@yingda/domain/conversation/decide.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../platform/command.ts'
import { listTeams, teamExists, teamFor } from '../identity/api.ts'
import type { ConversationRecord } from './tables.ts'

/** The line it stands in: its own team's, or where a question of its kind goes; null = there is no team at all. */
export async function lineOf(ctx: QueryContext, { team_id, question_type }: Pick<ConversationRecord, 'team_id' | 'question_type'>): Promise<TeamId | null> {
  return team_id !== null && (await teamExists(ctx, team_id)) ? team_id : teamFor(ctx, question_type)
}

/** Of these the ended ones whose team is gone, with where they go when they are opened again. Asks nothing when none has ended. */
export async function newHomes(ctx: QueryContext, rows: readonly ConversationRecord[]): Promise<Map<ConversationId, NonNullable<NewHome>>> {
  const ended = rows.filter((row) => row.status === 'resolved' && row.team_id !== null)
  if (ended.length === 0) return new Map()
  const there = new Set((await listTeams(ctx)).map((team) => team.id))
  const homeless = ended.filter((row) => row.team_id !== null && !there.has(row.team_id))
  return new Map(await Promise.all(homeless.map(async (row) => [row.id, { teamId: await teamFor(ctx, row.question_type) }] as const)))
}
