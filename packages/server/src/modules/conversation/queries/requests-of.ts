import { followOwed } from '@yingda/domain/conversation/owed.ts'
import type { ConversationState, Happened } from '@yingda/domain/conversation/state.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import { stateOf } from '../record-state.ts'
import type { ConversationRecord } from '../tables.ts'

/** A page of conversations in which something was written in this time, by id. */
export async function writtenBetween(
  ctx: QueryContext,
  { from, until, after, most }: { from: Date; until: Date; after: string | null; most: number },
): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select c.id from conversation c where (${after}::uuid is null or c.id > ${after}::uuid) and c.changed_at >= ${from.toISOString()}::timestamptz
      and exists (select from entry e where e.stream_id = c.id and e.at >= ${from.toISOString()}::timestamptz and e.at < ${until.toISOString()}::timestamptz)
    order by c.id limit ${most}`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** Those of them that have not ended: whoever resolves one has looked at it. */
export async function stillOpen(ctx: QueryContext, ids: readonly string[]): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select id from conversation where id = any(${[...ids]}::uuid[]) and status not in ('resolved', 'closed')`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** How often an answer began to be owed in this time, read from the entries alone: a replay that no counter can falsify. */
export async function requestsOf(ctx: QueryContext, ids: readonly ConversationId[], from: Date, until: Date): Promise<Map<ConversationId, number>> {
  const { rows } = await sql<ConversationRecord>`select * from conversation where id = any(${ids}::uuid[])`.execute(ctx.db)
  const { rows: entries } = await sql<Omit<Happened, 'entry'> & { stream_id: ConversationId; type: string; data: unknown; at: Date }>`
    select stream_id, type, data, actor, at from entry where stream_id = any(${ids}::uuid[]) order by stream_id, seq`.execute(ctx.db)
  const happened = Map.groupBy(entries, (entry) => entry.stream_id)
  return new Map(
    rows.map((row) => {
      const stream = (happened.get(row.id) ?? []).map(({ type, data, actor, at }) => ({ entry: { type, data }, actor, at: at.toISOString() }) as Happened) // our own entries
      const { owed } = followOwed(startOf(row), stream)
      const began = owed.filter((change) => change.do === 'open' && change.since >= from.toISOString() && change.since < until.toISOString())
      return [row.id, began.length]
    }),
  )
}

/** As it was before its first entry; what entries decide is as empty as it was. */
function startOf(row: ConversationRecord): ConversationState {
  const nothing = {
    homeTeamId: null,
    assigneeId: null,
    agentName: null,
    waitingSince: null,
    owedSince: null,
    queuedAt: null,
    snoozedUntil: null,
    outcome: null,
  }
  return {
    ...stateOf(row),
    ...nothing,
    status: 'bot',
    restricted: false,
    urgent: false,
    care: false,
    resolvedAt: null,
    closedAt: null,
    rating: null,
    mergedIntoId: null,
    callBack: null,
    repliesByMail: false,
  }
}
