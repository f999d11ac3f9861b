import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

/** How far the customer's own devices have received and shown, in the customer's numbering. */
export type CustomerCursor = { delivered: number; read: number }

/** Whoever has never been there is missing. */
export async function customerCursors(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, CustomerCursor>> {
  const { rows } = await sql<CustomerCursor & { id: ConversationId }>`
    select conversation_id as id, delivered_seq as delivered, read_seq as read from participant
    where conversation_id = any(${ids}::uuid[]) and party = 'customer'`.execute(ctx.db)
  return new Map(rows.map(({ id, delivered, read }) => [id, { delivered, read }]))
}
