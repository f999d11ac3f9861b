import { hideSecrets } from '@yingda/domain/conversation/hide-secrets.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { redactAttachments } from '../../attachment/api.ts'
import { applyEntries, type Applied } from '../apply-entries.ts'
import { lockConversation } from '../store.ts'

export type RedactEntry = { conversationId: ConversationId; seq: number; reason: string }

/**
 * Remove text and files of an entry everywhere: stream, lists, search, storage, open clients. Number, time, author and
 * the salted hash stay, so the record still proves that something stood here. Summaries made for colleagues quote the
 * customer, so they go with a message of his. The reason stays for ever, so no number is repeated in it. Redacting twice
 * changes nothing.
 *
 * @throws Refused `conversation.not_found` | `entry.not_found` | `entry.not_redactable`
 */
export async function redactEntry(ctx: CommandContext, { conversationId, seq, reason }: RedactEntry): Promise<Applied> {
  const row = await lockConversation(ctx, conversationId)
  const target = await redactable(ctx, conversationId, seq)
  if (target.redacted) return applyEntries(ctx, row, [])
  const seqs = target.byCustomer ? [seq, ...(await summariesAfter(ctx, conversationId, seq))] : [seq]
  await eraseContent(ctx, conversationId, seqs)
  await redactAttachments(ctx, { conversationId, seq })
  await erasePreviews(ctx, conversationId, seq, target.isRating)
  return applyEntries(ctx, row, [{ entry: { type: 'entry.redacted', data: { seq, customerSeq: target.customerSeq, reason: withoutSecrets(reason) } } }])
}

const withoutSecrets = (reason: string): string => hideSecrets(reason, { asked: false }).text

type Redactable = { redacted: boolean; customerSeq: number | null; byCustomer: boolean; isRating: boolean }

async function redactable(ctx: CommandContext, conversationId: string, seq: number): Promise<Redactable> {
  const { rows } = await sql<{ has_content: boolean; redacted_at: Date | null; customer_seq: number | null; type: string; actor: { kind: string } }>`
    select c.seq is not null as has_content, c.redacted_at, e.customer_seq, e.type, e.actor
    from entry e left join entry_content c on c.stream_id = e.stream_id and c.seq = e.seq
    where e.stream_id = ${conversationId} and e.seq = ${seq}`.execute(ctx.db)
  const entry = rows[0]
  if (entry === undefined) throw new Refused('entry.not_found')
  if (!entry.has_content) throw new Refused('entry.not_redactable')
  // A summary counts for the customer as "queued" but its words are the staff's alone.
  const customerSeq = entry.type === 'conversation.queued' ? null : entry.customer_seq
  return { redacted: entry.redacted_at !== null, customerSeq, byCustomer: entry.actor.kind === 'customer', isRating: entry.type === 'conversation.rated' }
}

async function summariesAfter(ctx: CommandContext, conversationId: string, seq: number): Promise<number[]> {
  const { rows } = await sql<{
    seq: number
  }>`select seq from entry where stream_id = ${conversationId} and seq > ${seq} and type = 'conversation.queued'`.execute(ctx.db)
  return rows.map((entry) => entry.seq)
}

async function eraseContent(ctx: CommandContext, conversationId: string, seqs: readonly number[]): Promise<void> {
  await sql`update entry_content set body = null, salt = null, redacted_at = ${ctx.now.toISOString()}
    where stream_id = ${conversationId} and seq = any(${seqs}::bigint[]) and redacted_at is null`.execute(ctx.db)
  await sql`delete from entry_search where conversation_id = ${conversationId} and seq = any(${seqs}::bigint[])`.execute(ctx.db)
}

async function erasePreviews(ctx: CommandContext, conversationId: string, seq: number, isRating: boolean): Promise<void> {
  await sql`update conversation set
      title = case when title_seq = ${seq} then null else title end,
      last_text = case when last_text_seq = ${seq} then null else last_text end,
      rating_words = case when ${isRating} then null else rating_words end
    where id = ${conversationId}`.execute(ctx.db)
}
