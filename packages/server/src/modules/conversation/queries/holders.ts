import { followHolders, NO_HOLDERS, type Holders } from '@yingda/domain/routing/holders.ts'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import type { ConversationRecord } from '../tables.ts'

/** Who had each of these before, read from the entries; one that nobody had is missing. Asks nothing when nobody had any. */
export async function holdersOf(ctx: QueryContext, rows: readonly ConversationRecord[]): Promise<Map<ConversationId, Holders>> {
  const had = rows.filter((row) => row.agent_name !== null).map((row) => row.id)
  if (had.length === 0) return new Map()
  const entries = await sql<ConversationEntry & { id: ConversationId }>`
    select stream_id as id, type, data from entry
    where stream_id = any(${had}::uuid[]) and type in ('conversation.assigned', 'conversation.transferred', 'conversation.reopened')
    order by stream_id, seq`.execute(ctx.db)
  const holders = new Map<ConversationId, Holders>()
  for (const { id, ...entry } of entries.rows) holders.set(id, followHolders(holders.get(id) ?? NO_HOLDERS, entry))
  return holders
}
