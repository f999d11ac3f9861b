import type { Actor } from '@yingda/protocol/entries/actor.ts'
import type { UndeliveredReason } from '@yingda/protocol/entries/conversation.ts'
import type { Undelivered, UndeliveredAnswer, UndeliveredQuery } from '@yingda/protocol/http/delivery.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import { withinReach } from '../modules/conversation/api.ts'
import type { QueryContext } from '../platform/command.ts'
import { keysetInstant, readKeyset, writeKeyset } from './keyset.ts'

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
  const after = readKeyset(cursor)
  const beyond = after === null ? sql`true` : sql`(d.posted_at, d.conversation_id, d.seq) > (${after.at}::timestamptz, ${after.id}::uuid, ${after.seq}::bigint)`
  const { rows } = await sql<Row>`
    select d.conversation_id, d.seq, c.reference, c.title, u.name, u.external_id is not null as signed_in, coalesce(c.reply_email, u.email) is not null as has_address, e.actor,
      d.posted_at, d.reason, d.attempts, d.next_attempt_at, ${keysetInstant('d.posted_at')} as key_at
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
    nextCursor: rows.length > limit && last !== undefined ? writeKeyset({ at: last.key_at, id: last.conversation_id, seq: last.seq }) : null,
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
