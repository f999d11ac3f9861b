import type { ConversationId, CustomerId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { StaffActor } from '../../../platform/actor.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { withinReach, withinReachOfEach, withinReachOfEachCustomer } from '../reach.ts'

/** Which of these conversations the actor reaches now. */
export async function reachable(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Set<ConversationId>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: ConversationId }>`select c.id from conversation c where c.id = any(${ids}::uuid[]) and ${withinReach(ctx.actor)}`.execute(
    ctx.db,
  )
  return new Set(rows.map((row) => row.id))
}

/** Each with the conversations that are asked about; the newest rights of the person count. */
export type AskedBy = { actor: StaffActor; ids: readonly ConversationId[] }

/** Which of these each member of staff reaches now, in one query. @returns by staff id */
export async function reachableByEach(ctx: QueryContext, asked: readonly AskedBy[]): Promise<Map<StaffId, Set<ConversationId>>> {
  const pairs = asked.flatMap(({ actor, ids }) => ids.map((id) => ({ actor, id })))
  if (pairs.length === 0) return new Map()
  const members = [...new Map(asked.map(({ actor }) => [actor.staffId, actor])).values()]
  const teams = members.flatMap(({ staffId, teamIds }) => teamIds.map((teamId) => ({ staffId, teamId })))
  const { rows } = await sql<{ staff_id: StaffId; id: ConversationId }>`
    with t as (select * from unnest(${teams.map((one) => one.staffId)}::uuid[], ${teams.map((one) => one.teamId)}::uuid[]) as t (staff_id, team_id)),
    m as (select * from unnest(${members.map((one) => one.staffId)}::uuid[], ${members.map((one) => one.role === 'admin')}::boolean[],
      ${members.map((one) => one.permissions.has('conversation.read_restricted'))}::boolean[]) as m (staff_id, is_admin, sees_restricted))
    select distinct w.staff_id, c.id
    from unnest(${pairs.map((one) => one.actor.staffId)}::uuid[], ${pairs.map((one) => one.id)}::uuid[]) as p (staff_id, id)
    join m as w on w.staff_id = p.staff_id join conversation c on c.id = p.id
    where ${withinReachOfEach}`.execute(ctx.db)
  return new Map([...Map.groupBy(rows, (row) => row.staff_id)].map(([staffId, own]) => [staffId, new Set(own.map((row) => row.id))]))
}

/** Whether each of these customers reaches the conversation he asks about, in one query. @returns for each, in order */
export async function reachedByCustomers(ctx: QueryContext, asked: readonly { customerId: CustomerId; id: ConversationId }[]): Promise<boolean[]> {
  const { rows } = await sql<{ place: number }>`
    select w.place from unnest(${asked.map((one) => one.customerId)}::uuid[], ${asked.map((one) => one.id)}::uuid[])
      with ordinality as w (customer_id, id, place)
    join conversation c on c.id = w.id where ${withinReachOfEachCustomer}`.execute(ctx.db)
  const reached = new Set(rows.map((row) => row.place))
  return asked.map((_, index) => reached.has(index + 1))
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
