import { decideRating } from '@yingda/domain/conversation/decide.ts'
import { hideSecrets } from '@yingda/domain/conversation/hide-secrets.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { applyEntries, entriesOf, type Applied } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation, setRatingWords } from '../store.ts'

export type RateConversation = { conversationId: ConversationId; score: number; words: string }

/**
 * The customer's word on how it went, once the conversation has ended; changeable for 24 hours. The same rating again
 * changes nothing.
 *
 * @throws Refused `conversation.not_found` | `conversation.not_ended` | `conversation.rating_fixed`
 */
export async function rateConversation(ctx: CommandContext, input: RateConversation): Promise<Applied> {
  const { conversationId, score } = input
  const { text: words } = hideSecrets(input.words, { asked: false })
  const row = await lockConversation(ctx, conversationId)
  const unchanged = row.rating === score && (row.rating_words ?? '') === words
  const entries = unchanged ? [] : entriesOf(decideRating(stateOf(row), { score, nowMs: ctx.now.getTime() }))
  if (entries.length > 0) await setRatingWords(ctx, conversationId, words)
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry, text: words })),
  )
}

/**
 * Whether the bot's answer helped; each answer is rated once, a second word on it changes nothing.
 *
 * @throws Refused `conversation.not_found` | `entry.not_found` (no bot message has that number)
 */
export async function rateAnswer(ctx: CommandContext, input: { conversationId: ConversationId; customerSeq: number; helped: boolean }): Promise<Applied> {
  const row = await lockConversation(ctx, input.conversationId)
  const { rows } = await sql<{ seq: number; rated: boolean }>`
    select e.seq, exists (select from entry r where r.stream_id = e.stream_id and r.type = 'answer.rated' and (r.data->>'ofSeq')::bigint = e.seq) as rated
    from entry e where e.stream_id = ${input.conversationId} and e.customer_seq = ${input.customerSeq}
      and e.type = 'message.posted' and e.actor->>'kind' = 'bot'`.execute(ctx.db)
  const answer = rows[0]
  if (answer === undefined) throw new Refused('entry.not_found')
  return applyEntries(ctx, row, answer.rated ? [] : [{ entry: { type: 'answer.rated', data: { helped: input.helped, ofSeq: answer.seq } } }])
}
