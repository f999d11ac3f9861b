import { followHolders, NO_HOLDERS, type Holders } from '@yingda/domain/routing/holders.ts'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import type { ConversationRecord } from '../tables.ts'

/**
 * Who had each of these before, or was offered it where teams are `asking`, read from the entries; one that nobody had
 * is missing. Asks nothing when nobody can have had any.
 */
export async function holdersOf(ctx: QueryContext, rows: readonly ConversationRecord[], asking: ReadonlySet<TeamId>): Promise<Map<ConversationId, Holders>> {
  const had = rows.filter((row) => row.agent_name !== null || (row.team_id !== null && asking.has(row.team_id))).map((row) => row.id)
  if (had.length === 0) return new Map()
  const entries = await sql<ConversationEntry & { id: ConversationId; at: Date }>`
    select stream_id as id, type, data, at from entry
    where stream_id = any(${had}::uuid[]) and type in ('conversation.assigned', 'conversation.transferred', 'conversation.reopened', 'conversation.offer_ended')
    order by stream_id, seq`.execute(ctx.db)
  const holders = new Map<ConversationId, Holders>()
  for (const { id, at, ...entry } of entries.rows) holders.set(id, followHolders(holders.get(id) ?? NO_HOLDERS, entry, at.getTime()))
  return holders
}
