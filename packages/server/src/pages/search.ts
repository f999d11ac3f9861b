import type { SearchResults } from '@yingda/protocol/http/staff.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { StaffActor } from '../platform/actor.ts'
import type { QueryContext } from '../platform/command.ts'
import { tsQueryOf } from '../platform/text/search-words.ts'
import { leastIdSince } from '../platform/uuid.ts'
import { withinReach, wordsOfSummary } from '../modules/conversation/api.ts'
import { selectRows, toRow, type Listed } from './conversation-rows.ts'
import { orderEndIn, referenceIn } from './reference-in.ts'

const MOST = 20
/** One more than is shown: then there are more. */
const ASKED = MOST + 1
const SNIPPET_CHARS = 90
const DAY_MS = 86_400_000
/** How far back words are sought, in turn: a common one stands in half of all that was ever said. Null = to the beginning. */
const BACK_DAYS = [30, 365, null]

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
  const hits = await bestHits(ctx, query)
  const { rows } = await sql<Listed>`${selectRows(ctx.actor)} where c.id = any(${hits.map(({ id }) => id)}::uuid[])`.execute(ctx.db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const found = hits.flatMap(({ id, seq, body }) => {
    const row = byId.get(id)
    return row === undefined ? [] : [{ row: toRow(row), snippet: snippetOf(wordsOfSummary(body ?? ''), q), seq }]
  })
  const named = [...(await conversationByReference(ctx, q)), ...(await conversationsByOrder(ctx, q))]
  return [...named, ...found.filter((one) => !named.some((other) => other.row.id === one.row.id))]
}

type Hit = { id: ConversationId; seq: number; body: string | null }

/** Among the newest conversations first; further back only while there are fewer than are shown. */
async function bestHits(ctx: QueryContext & { actor: StaffActor }, query: string): Promise<Hit[]> {
  for (const days of BACK_DAYS) {
    const hits = await hitsSince(ctx, query, days === null ? 0 : ctx.now.getTime() - days * DAY_MS)
    if (hits.length === ASKED || days === null) return hits
  }
  return []
}

/** Of each conversation the best place; rows are read for those that are shown, and for no others. */
async function hitsSince(ctx: QueryContext & { actor: StaffActor }, query: string, sinceMs: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    with hit as (
      select x.conversation_id, x.seq, ts_rank(x.lexemes, ${query}::tsquery) as rank, c.changed_at from entry_search x
      join conversation c on c.id = x.conversation_id
      where x.lexemes @@ ${query}::tsquery and x.conversation_id >= ${leastIdSince(sinceMs)}::uuid and ${withinReach(ctx.actor)}
      order by rank desc, x.seq desc limit 200),
    best as (select distinct on (conversation_id) conversation_id, seq, rank, changed_at from hit order by conversation_id, rank desc, seq desc),
    shown as (select * from best order by rank desc, changed_at desc limit ${ASKED})
    select b.conversation_id as id, b.seq, t.body from shown b
    left join entry_content t on t.stream_id = b.conversation_id and t.seq = b.seq
    order by b.rank desc, b.changed_at desc`.execute(ctx.db)
  return rows
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

/** By a part of the name or id, of two letters or more by index: what holds it holds all its pairs of neighbours. */
async function searchCustomers(ctx: QueryContext & { actor: StaffActor }, q: string): Promise<SearchResults['customers']> {
  const part = q.trim()
  const pattern = `%${part.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`
  const { rows } = await sql<SearchResults['customers'][number]>`
    select u.id, u.name, u.external_id as "externalId", count(c.id) filter (where c.status not in ('resolved', 'closed')) as "openConversations"
    from customer u join conversation c on c.customer_id = u.id
    where neighbours_in(u.name, u.external_id) @> neighbours_in(${part}, null) and (u.name ilike ${pattern} or u.external_id ilike ${pattern})
      and ${withinReach(ctx.actor)}
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
