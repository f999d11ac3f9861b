import type { EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { ClientId, ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { applyEntries } from '../apply-entries.ts'
import { lastTextOf } from '../preview.ts'
import { lockConversation } from '../store.ts'

export type PostBotMessage = {
  conversationId: ConversationId
  /** Derived from what is answered, so that answering twice posts once. */
  clientId: ClientId
  text: string
  answer: NonNullable<EntryData<'message.posted'>['answer']>
}

/**
 * The bot speaks. It falls silent as soon as a person has been asked for: only the words of handing over, a plain
 * acknowledgement, and a notice may still follow.
 *
 * @returns seq of the message; 0 when the bot had to stay silent
 */
export async function postBotMessage(ctx: CommandContext, { conversationId, clientId, text, answer }: PostBotMessage): Promise<{ seq: number }> {
  const row = await lockConversation(ctx, conversationId)
  const { rows } = await sql<{ seq: number }>`select seq from entry where stream_id = ${conversationId} and sender = 'bot' and client_id = ${clientId}`.execute(
    ctx.db,
  )
  const before = rows[0]
  if (before !== undefined) return before
  const mayFollow = answer.kind === 'handover' || answer.kind === 'acknowledgement' || answer.kind === 'notice'
  if (row.status !== 'bot' && !(mayFollow && row.status === 'waiting')) return { seq: 0 }
  const { lastSeq } = await lastSeqOf(ctx, conversationId)
  const applied = await applyEntries(
    ctx,
    row,
    [
      {
        entry: {
          type: 'message.posted',
          data: { clientId: null, attachmentIds: [], answer: { ...answer, ...(await leavesOpen(ctx, conversationId, answer)) } },
        },
        text,
        sent: { sender: 'bot', clientId },
      },
    ],
    { last: { text: lastTextOf(text), seq: lastSeq + 1, from: 'bot' } },
  )
  return { seq: applied.seq }
}

/** What the customer wrote while the bot was thinking is not answered by this. */
async function leavesOpen(ctx: CommandContext, conversationId: ConversationId, { answersSeq }: PostBotMessage['answer']): Promise<{ leavesOpen?: true }> {
  if (answersSeq === undefined) return {}
  const { rows } = await sql<{ seq: number }>`
    select seq from entry where stream_id = ${conversationId} and seq > ${answersSeq} and type = 'message.posted' and sender = 'customer' limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0 ? { leavesOpen: true } : {}
}

async function lastSeqOf(ctx: CommandContext, conversationId: ConversationId): Promise<{ lastSeq: number }> {
  const { rows } = await sql<{ lastSeq: number }>`select last_seq as "lastSeq" from stream where id = ${conversationId}`.execute(ctx.db)
  return rows[0] ?? { lastSeq: 0 }
}
