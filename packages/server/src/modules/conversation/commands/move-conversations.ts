import type { CustomerId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { moveAttachments } from '../../attachment/api.ts'
import { moveObligations } from '../../obligation/api.ts'
import { applyEntriesToAll } from '../apply-entries.ts'
import type { ConversationRecord } from '../tables.ts'

/**
 * Everything an anonymous visitor asked now belongs to the customer he turned out to be. The caller has locked both
 * customers; each conversation says so in its own stream.
 */
export async function moveConversations(ctx: CommandContext, { fromId, toId }: { fromId: CustomerId; toId: CustomerId }): Promise<number> {
  const { rows } = await sql<ConversationRecord>`select * from conversation where customer_id = ${fromId} order by id for no key update`.execute(ctx.db)
  const ids = rows.map((row) => row.id)
  await moveAttachments(ctx, { fromId, toId })
  if (ids.length === 0) return 0
  await sql`update conversation set customer_id = ${toId} where id = any(${ids}::uuid[])`.execute(ctx.db)
  await sql`update stream set customer_id = ${toId} where id = any(${ids}::uuid[])`.execute(ctx.db)
  await moveObligations(ctx, ids, toId)
  await sql`update entry set customer_id = ${toId} where stream_id = any(${ids}::uuid[])`.execute(ctx.db)
  await applyEntriesToAll(
    ctx,
    rows.map((row) => ({ row: { ...row, customer_id: toId }, drafts: [{ entry: { type: 'customer.joined', data: {} } }] })),
  )
  return ids.length
}
