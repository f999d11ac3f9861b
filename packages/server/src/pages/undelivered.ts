import type { Actor } from '@yingda/protocol/entries/actor.ts'
import type { UndeliveredReason } from '@yingda/protocol/entries/conversation.ts'
import type { Undelivered, UndeliveredAnswer, UndeliveredQuery } from '@yingda/protocol/http/delivery.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import { withinReach } from '../modules/conversation/api.ts'
import type { QueryContext } from '../platform/command.ts'

type Row = {
  conversation_id: ConversationId
  seq: number
  reference: string
  title: string | null
  name: string | null
  signed_in: boolean
  has_address: boolean
  actor: Actor
  posted_at: Date
  reason: UndeliveredReason
  attempts: number
  next_attempt_at: Date | null
  key_at: string
}

/** Answers within reach that reached the customer on no channel, the oldest first; and how many there are beyond it, of which nothing else is told. */
export async function undeliveredAnswers(ctx: QueryContext, { cursor, limit }: z.infer<typeof UndeliveredQuery>): Promise<Omit<Undelivered, 'mailIsSetUp'>> {
  const after = cursor === undefined ? null : keysetCursor(cursor)
  const beyond = after === null ? sql`true` : sql`(d.posted_at, d.conversation_id, d.seq) > (${after.at}::timestamptz, ${after.id}::uuid, ${after.seq}::bigint)`
  const { rows } = await sql<Row>`
    select d.conversation_id, d.seq, c.reference, c.title, u.name, u.external_id is not null as signed_in, coalesce(c.reply_email, u.email) is not null as has_address, e.actor,
      d.posted_at, d.reason, d.attempts, d.next_attempt_at, to_char(d.posted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key_at
    from delivery d
    join conversation c on c.id = d.conversation_id
    join customer u on u.id = c.customer_id
    join entry e on e.stream_id = d.conversation_id and e.seq = d.seq
    where d.state = 'undelivered' and ${withinReach(ctx.actor)} and ${beyond}
    order by d.posted_at, d.conversation_id, d.seq limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    answers: page.map(toAnswer),
    nextCursor: rows.length > limit && last !== undefined ? `${last.key_at}/${last.conversation_id}/${last.seq}` : null,
    beyondReach: await countBeyondReach(ctx),
  }
}

/** The rule answers null, not false, where nobody holds a conversation. */
async function countBeyondReach(ctx: QueryContext): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from delivery d join conversation c on c.id = d.conversation_id
    where d.state = 'undelivered' and (${withinReach(ctx.actor)}) is not true`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

const toAnswer = (row: Row): UndeliveredAnswer => ({
  conversationId: row.conversation_id,
  seq: row.seq,
  reference: row.reference,
  title: row.title,
  customer: { name: row.name, signedIn: row.signed_in, hasAddress: row.has_address },
  from: row.actor,
  postedAt: row.posted_at.toISOString(),
  reason: row.reason,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
})

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where a page ended; null = not one of ours, and the list begins at its beginning. */
function keysetCursor(cursor: string): { at: string; id: string; seq: string } | null {
  const [at = '', id = '', seq = ''] = cursor.split('/')
  return INSTANT.test(at) && !Number.isNaN(Date.parse(at)) && UUID.test(id) && /^\d{1,15}$/.test(seq) ? { at, id, seq } : null
}
