import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

/** How far the customer's own devices have received and shown, in the customer's numbering: whoever writes has seen what stood above. */
export type CustomerCursor = { delivered: number; read: number }

/** Whoever has never been there is missing. */
export async function customerCursors(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, CustomerCursor>> {
  const { rows } = await sql<CustomerCursor & { id: ConversationId }>`
    select c.id, greatest(p.delivered_seq, own.seq) as delivered, greatest(p.read_seq, own.seq) as read
    from unnest(${ids}::uuid[]) as c (id)
    left join participant p on p.conversation_id = c.id and p.party = 'customer'
    left join lateral (
      select e.customer_seq as seq from entry e where e.stream_id = c.id and e.type = 'message.posted' and e.sender = 'customer'
      order by e.seq desc limit 1) own on true
    where p.conversation_id is not null or own.seq is not null`.execute(ctx.db)
  return new Map(rows.map(({ id, delivered, read }) => [id, { delivered, read }]))
}
