import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { lockConversation, tellDelivery } from '../../conversation/api.ts'
import { lockDelivery, moveTo } from '../store.ts'
import type { OneDelivery } from './retry-delivery.ts'

/**
 * Somebody decides that an answer which reached nobody needs no delivery any more, and says why. It is tried no further, and
 * the decision stands in the stream.
 *
 * Lock order: conversation, then delivery.
 *
 * @throws Refused `conversation.not_found` | `delivery.not_found` (delivered or settled meanwhile)
 */
export async function settleDelivery(ctx: CommandContext, { conversationId, seq, note }: OneDelivery & { note: string }): Promise<void> {
  const conversation = await lockConversation(ctx, conversationId)
  const row = await lockDelivery(ctx, { conversationId, seq })
  if (row?.state !== 'undelivered') throw new Refused('delivery.not_found')
  await moveTo(ctx, [row], { state: 'settled', nextAttemptAt: null })
  await tellDelivery(ctx, conversation, { type: 'message.delivery_settled', data: { ofSeqs: [seq] } }, note)
}
