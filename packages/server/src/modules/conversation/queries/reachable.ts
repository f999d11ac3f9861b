import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import { withinReach } from '../reach.ts'

/** Which of these conversations the actor reaches now. */
export async function reachable(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Set<ConversationId>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: ConversationId }>`select c.id from conversation c where c.id = any(${ids}::uuid[]) and ${withinReach(ctx.actor)}`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}
