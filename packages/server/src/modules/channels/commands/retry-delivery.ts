import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { newId } from '../../../platform/uuid.ts'
import { lockConversation } from '../../conversation/api.ts'
import { addressesOf } from '../address.ts'
import { addMailJob, lookAgainAt } from '../hand-over.ts'
import { isInHand, lockDelivery, lockMail, moveTo } from '../store.ts'

export type OneDelivery = { conversationId: ConversationId; seq: number }

/**
 * Try now what reached nobody, together with what goes out in the same mail. It stays on the list until it is known that it
 * arrived. While an attempt is under way, asking has no effect: a second one beside it would send a second mail.
 *
 * Lock order: conversation, then delivery.
 *
 * @throws Refused `conversation.not_found` | `delivery.not_found` (delivered or settled meanwhile) | `delivery.no_way` (no
 *   mail is set up, or no address is known)
 */
export async function retryDelivery(ctx: CommandContext, { conversationId, seq, hasMail }: OneDelivery & { hasMail: boolean }): Promise<void> {
  await lockConversation(ctx, conversationId)
  const row = await lockDelivery(ctx, { conversationId, seq })
  if (row?.state !== 'undelivered') throw new Refused('delivery.not_found')
  if (!hasMail || !(await addressesOf(ctx, [row])).has(conversationId)) throw new Refused('delivery.no_way')
  const mailId = row.mail_id ?? newId(ctx.now.getTime())
  const together = row.mail_id === null ? [row] : (await lockMail(ctx, mailId)).filter((one) => one.state === 'undelivered')
  if (await isInHand(ctx, mailId)) return
  await moveTo(ctx, together, { state: 'undelivered', reason: row.reason, channel: 'email', mailId, nextAttemptAt: lookAgainAt(ctx) })
  await addMailJob(ctx, mailId, { askedFor: true })
}
