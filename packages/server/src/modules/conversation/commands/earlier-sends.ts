/** How a repeat is known: the same sender, the same client id, the same words and files. */
import type { ClientId, ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { contentHash } from '../../../platform/record.ts'

export type Send = { actor: Actor; input: { conversationId: ConversationId; clientId: ClientId } }
type EarlierSend = { seq: number; customerSeq: number; time: string; hash: Buffer | null; salt: Buffer | null }
export type Earlier = Map<string, EarlierSend>

/** The customer's side is one sender however it signed in; every member of staff is his own. */
export const senderOf = (actor: Actor): string => (actor.kind === 'staff' ? `staff:${actor.staffId}` : actor.kind)
export const sendKey = ({ actor, input }: Send): string => `${input.conversationId}/${senderOf(actor)}/${input.clientId}`

export async function earlierSends(ctx: QueryContext, items: readonly Send[]): Promise<Earlier> {
  const { rows } = await sql<{
    stream_id: string
    sender: string
    client_id: string
    seq: number
    customer_seq: number
    at: Date
    content_hash: Buffer | null
    salt: Buffer | null
  }>`
    select e.stream_id, e.sender, e.client_id, e.seq, e.customer_seq, e.at, e.content_hash, c.salt
    from unnest(${items.map((item) => item.input.conversationId)}::uuid[], ${items.map((item) => senderOf(item.actor))}::text[],
      ${items.map((item) => item.input.clientId)}::uuid[]) as q (stream_id, sender, client_id)
    join entry e on e.stream_id = q.stream_id and e.sender = q.sender and e.client_id = q.client_id
    left join entry_content c on c.stream_id = e.stream_id and c.seq = e.seq`.execute(ctx.db)
  return new Map(
    rows.map((row) => [
      `${row.stream_id}/${row.sender}/${row.client_id}`,
      { seq: row.seq, customerSeq: row.customer_seq, time: row.at.toISOString(), hash: row.content_hash, salt: row.salt },
    ]),
  )
}

/** Redacted since: there is nothing left to compare, and it counts as the same. */
export function isSameContent({ hash, salt }: Pick<EarlierSend, 'hash' | 'salt'>, texts: readonly string[], fileHashes: readonly string[]): boolean {
  return hash === null || salt === null || texts.some((text) => contentHash(salt, text, fileHashes).equals(hash))
}
