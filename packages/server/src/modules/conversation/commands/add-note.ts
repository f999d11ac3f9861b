import { showsNothing } from '@yingda/domain/conversation/shows-nothing.ts'
import type { ClientId, ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import { MAX_TEXT_CHARS } from '@yingda/protocol/realtime.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { contentHash } from '../../../platform/record.ts'
import { Refused } from '../../../platform/refused.ts'
import { listColleagues } from '../../identity/api.ts'
import { applyEntries } from '../apply-entries.ts'
import { addMentioned, lockConversation } from '../store.ts'
import type { ConversationRecord } from '../tables.ts'
import { refuseUnseeing } from './assign-conversation.ts'
import { senderOf } from './earlier-sends.ts'

export type AddNote = { conversationId: ConversationId; clientId: ClientId; text: string; mentions: readonly StaffId[] }

/**
 * A note for colleagues; whoever is mentioned reaches the conversation from now on. Repeatable by its client id.
 *
 * @throws Refused `conversation.not_found` | `message.empty` | `message.too_long` | `message.id_reused` | `agent.not_found` (a mention of nobody who is still here) | `agent.not_allowed`
 */
export async function addNote(ctx: CommandContext, { conversationId, clientId, text, mentions }: AddNote): Promise<{ seq: number }> {
  const row = await lockConversation(ctx, conversationId)
  const sender = senderOf(ctx.actor)
  const before = await earlierNote(ctx, conversationId, sender, clientId)
  if (before !== null) {
    if (before.salt !== null && !contentHash(before.salt, text, []).equals(before.content_hash)) throw new Refused('message.id_reused')
    return { seq: before.seq }
  }
  if (text.length > MAX_TEXT_CHARS) throw new Refused('message.too_long', { max: MAX_TEXT_CHARS })
  if (showsNothing(text)) throw new Refused('message.empty')
  if (mentions.length > 0) await refuseUnheard(ctx, row, mentions)
  const { seq } = await applyEntries(ctx, row, [
    { entry: { type: 'note.added', data: { mentions: [...mentions], clientId } }, text, sent: { sender, clientId } },
  ])
  await addMentioned(ctx, conversationId, mentions)
  return { seq }
}

/** Whoever writes a name believes that it is read there. */
async function refuseUnheard(ctx: CommandContext, row: ConversationRecord, mentions: readonly StaffId[]): Promise<void> {
  const colleagues = await listColleagues(ctx)
  for (const mentioned of mentions) {
    const agent = colleagues.find(({ id }) => id === mentioned)
    if (agent === undefined) throw new Refused('agent.not_found')
    refuseUnseeing(agent, row)
  }
}

async function earlierNote(ctx: CommandContext, conversationId: string, sender: string, clientId: string) {
  const { rows } = await sql<{ seq: number; content_hash: Buffer; salt: Buffer | null }>`
    select e.seq, e.content_hash, c.salt from entry e left join entry_content c on c.stream_id = e.stream_id and c.seq = e.seq
    where e.stream_id = ${conversationId} and e.sender = ${sender} and e.client_id = ${clientId}`.execute(ctx.db)
  return rows[0] ?? null
}
