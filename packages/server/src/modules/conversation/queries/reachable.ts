import type { ConversationId, CustomerId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import { withinReach } from '../reach.ts'

/** Which of these conversations the actor reaches now. */
export async function reachable(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Set<ConversationId>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: ConversationId }>`select c.id from conversation c where c.id = any(${ids}::uuid[]) and ${withinReach(ctx.actor)}`.execute(
    ctx.db,
  )
  return new Set(rows.map((row) => row.id))
}

/** Whether any conversation of this customer is within reach. */
export async function reachesCustomer(ctx: QueryContext, customerId: CustomerId): Promise<boolean> {
  const { rows } = await sql`select from conversation c where c.customer_id = ${customerId} and ${withinReach(ctx.actor)} limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** May the actor read this entry's files? A customer: only of entries in his own numbering. */
export async function mayReadEntry(ctx: QueryContext, { conversationId, seq }: { conversationId: ConversationId; seq: number }): Promise<boolean> {
  const shown = ctx.actor.kind === 'customer' ? sql`e.customer_seq is not null` : sql`true`
  const { rows } = await sql`
    select from conversation c join entry e on e.stream_id = c.id and e.seq = ${seq}
    where c.id = ${conversationId} and ${withinReach(ctx.actor)} and ${shown}`.execute(ctx.db)
  return rows.length > 0
}

/** Whether a team still has conversations that are not over. */
export async function isTeamBusy(ctx: QueryContext, teamId: TeamId): Promise<boolean> {
  const { rows } = await sql`select from conversation where team_id = ${teamId} and status not in ('resolved', 'closed') limit 1`.execute(ctx.db)
  return rows.length > 0
}
