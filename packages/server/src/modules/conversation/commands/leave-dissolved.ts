import { decideTransfer } from '@yingda/domain/conversation/decide.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { dissolvedTeams } from '../../identity/api.ts'
import { applyEntries, entriesOf } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'
import { lineOf } from '../team-of.ts'

/** Waiting in lines of teams that are there no more, where nobody looks. */
export async function waitingInDissolved(ctx: QueryContext, most: number): Promise<ConversationId[]> {
  const gone = await dissolvedTeams(ctx)
  if (gone.length === 0) return []
  const { rows } = await sql<{ id: ConversationId }>`
    select id from conversation where status = 'waiting' and team_id = any(${gone}::uuid[]) order by queued_at, id limit ${most}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/**
 * Who waits in such a line goes on waiting where a question of its kind goes now, with the place kept. Out of it
 * meanwhile: nothing changes.
 *
 * @throws Refused `conversation.not_found` | `team.not_found` (there is no team at all)
 */
export async function leaveDissolved(ctx: CommandContext, id: ConversationId): Promise<void> {
  const row = await lockConversation(ctx, id)
  const teamId: TeamId | null = await lineOf(ctx, row)
  if (row.status !== 'waiting' || teamId === row.team_id) return
  if (teamId === null) throw new Refused('team.not_found')
  await applyEntries(
    ctx,
    row,
    entriesOf(decideTransfer(stateOf(row), { teamId, agent: null })).map((entry) => ({ entry })),
  )
}
