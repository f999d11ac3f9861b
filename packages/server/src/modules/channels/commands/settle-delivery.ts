import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { lockConversation, tellDelivery } from '../../conversation/api.ts'
import { lockUndelivered, moveTo } from '../store.ts'
import type { SomeDeliveries } from './retry-delivery.ts'

/**
 * Somebody decides that answers of a conversation which reached nobody need no delivery any more, and says why. They are tried
 * no further, and the decision stands in the stream, once.
 *
 * Lock order: conversation, then delivery.
 *
 * @throws Refused `conversation.not_found` | `delivery.not_found` (all of them delivered or settled meanwhile)
 */
export async function settleDelivery(ctx: CommandContext, { conversationId, seq, alsoSeqs = [], note }: SomeDeliveries & { note: string }): Promise<void> {
  const conversation = await lockConversation(ctx, conversationId)
  const rows = await lockUndelivered(ctx, { conversationId, seqs: [seq, ...alsoSeqs] })
  if (rows.length === 0) throw new Refused('delivery.not_found')
  await moveTo(ctx, rows, { state: 'settled', nextAttemptAt: null })
  await tellDelivery(ctx, conversation, { type: 'message.delivery_settled', data: { ofSeqs: rows.map((row) => row.seq) } }, note)
}
