import { workKindOf, type Weights } from '@yingda/domain/routing/weights.ts'
import type { CallBackChannel } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

/** What an agent holds that needs him now, since when, and how much of him it takes. */
export type HeldNow = { id: ConversationId; agentId: StaffId; teamId: TeamId | null; since: Date; weight: number }

export async function heldNow(ctx: QueryContext, agentIds: readonly StaffId[], weights: Weights): Promise<HeldNow[]> {
  if (agentIds.length === 0) return []
  const { rows } = await sql<Omit<HeldNow, 'weight'> & { channel: CallBackChannel | null }>`
    select c.id, c.assignee_id as "agentId", c.team_id as "teamId", coalesce(r.at, c.changed_at) as since, c.call_back_channel as channel
    from conversation c left join conversation_reach r on r.conversation_id = c.id and r.staff_id = c.assignee_id and r.why = 'held'
    where c.assignee_id = any(${[...agentIds]}::uuid[]) and c.status = 'assigned' order by c.id`.execute(ctx.db)
  return rows.map(({ channel, ...row }) => ({ ...row, weight: weights[workKindOf(channel)] }))
}
