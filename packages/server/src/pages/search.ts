import type { SearchResults } from '@yingda/protocol/http/staff.ts'
import { sql } from 'kysely'
import type { StaffActor } from '../platform/actor.ts'
import type { QueryContext } from '../platform/command.ts'
import { tsQueryOf } from '../platform/text/search-words.ts'
import { withinReach, wordsOfSummary } from '../modules/conversation/api.ts'
import { selectRows, toRow, type Listed } from './conversation-rows.ts'
import { orderEndIn, referenceIn } from './reference-in.ts'

const MOST = 20
/** One more than is shown: then there are more. */
const ASKED = MOST + 1
const SNIPPET_CHARS = 90

/**
 * The conversation of that number; those about a transaction whose order number ends so; those whose messages or notes hold the
 * words (Chinese by word), best first; and customers by name or wallet id. Only what the actor reaches.
 */
export async function searchDesk(ctx: QueryContext & { actor: StaffActor }, q: string): Promise<SearchResults> {
  const query = tsQueryOf(q)
  const [conversations, customers] = await Promise.all([query === null ? [] : searchConversations(ctx, query, q), searchCustomers(ctx, q)])
  const more = { conversations: conversations.length > MOST, customers: customers.length > MOST }
  return { conversations: conversations.slice(0, MOST), customers: customers.slice(0, MOST), more }
}

async function searchConversations(ctx: QueryContext & { actor: StaffActor }, query: string, q: string): Promise<SearchResults['conversations']> {
  const { rows } = await sql<Listed & { hit_seq: number; body: string | null }>`
    with hit as (
      select x.conversation_id, x.seq, ts_rank(x.lexemes, ${query}::tsquery) as rank from entry_search x
      join conversation c on c.id = x.conversation_id
      where x.lexemes @@ ${query}::tsquery and ${withinReach(ctx.actor)} order by rank desc, x.seq desc limit 200),
    best as (select distinct on (conversation_id) conversation_id, seq, rank from hit order by conversation_id, rank desc, seq desc)
    select r.*, b.seq as hit_seq, t.body from best b
    join lateral (${selectRows(ctx.actor)} where c.id = b.conversation_id) r on true
    left join entry_content t on t.stream_id = b.conversation_id and t.seq = b.seq
    order by b.rank desc, r.changed_at desc limit ${ASKED}`.execute(ctx.db)
  const named = [...(await conversationByReference(ctx, q)), ...(await conversationsByOrder(ctx, q))]
  const found = rows.map((row) => ({ row: toRow(row), snippet: snippetOf(wordsOfSummary(row.body ?? ''), q), seq: row.hit_seq }))
  return [...named, ...found.filter((one) => !named.some((other) => other.row.id === one.row.id))]
}

async function conversationByReference(ctx: QueryContext & { actor: StaffActor }, q: string): Promise<SearchResults['conversations']> {
  const reference = referenceIn(q)
  if (reference === null) return []
  const { rows } = await sql<Listed>`${selectRows(ctx.actor)} where c.reference = ${reference} and ${withinReach(ctx.actor)}`.execute(ctx.db)
  return rows.map((row) => ({ row: toRow(row), snippet: row.last_text ?? '', seq: null }))
}

async function conversationsByOrder(ctx: QueryContext & { actor: StaffActor }, q: string): Promise<SearchResults['conversations']> {
  const end = orderEndIn(q)
  if (end === null) return []
  const backwards = [...end].reverse().join('')
  const { rows } = await sql<Listed>`${selectRows(ctx.actor)}
    where c.transaction is not null and reverse(upper(c.transaction #>> '{transaction,orderNo}')) like ${`${backwards}%`} and ${withinReach(ctx.actor)}
    order by c.changed_at desc limit ${ASKED}`.execute(ctx.db)
  return rows.map((row) => ({ row: toRow(row), snippet: row.transaction?.transaction.orderNo ?? '', seq: null }))
}

async function searchCustomers(ctx: QueryContext & { actor: StaffActor }, q: string): Promise<SearchResults['customers']> {
  const pattern = `%${q.trim().replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`
  const { rows } = await sql<SearchResults['customers'][number]>`
    select u.id, u.name, u.external_id as "externalId", count(c.id) filter (where c.status not in ('resolved', 'closed')) as "openConversations"
    from customer u join conversation c on c.customer_id = u.id
    where (u.name ilike ${pattern} or u.external_id ilike ${pattern}) and ${withinReach(ctx.actor)}
    group by u.id order by u.name limit ${ASKED}`.execute(ctx.db)
  return rows
}

/** The part of the text around the first word found. */
function snippetOf(text: string, q: string): string {
  const line = text.replace(/\s+/g, ' ')
  const at = Math.max(0, line.toLowerCase().indexOf(q.trim().toLowerCase().slice(0, 20)))
  const from = Math.max(0, at - SNIPPET_CHARS / 3)
  return `${from > 0 ? '…' : ''}${line.slice(from, from + SNIPPET_CHARS)}${line.length > from + SNIPPET_CHARS ? '…' : ''}`
}
