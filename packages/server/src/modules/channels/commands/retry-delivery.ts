import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { newId } from '../../../platform/uuid.ts'
import { lockConversation } from '../../conversation/api.ts'
import { addressesOf } from '../address.ts'
import { addMailJob, lookAgainAt } from '../hand-over.ts'
import { isInHand, lockMail, lockUndelivered, moveTo } from '../store.ts'
import type { DeliveryRecord } from '../tables.ts'

/** Answers of one conversation. */
export type SomeDeliveries = { conversationId: ConversationId; seq: number; alsoSeqs?: readonly number[] | undefined }

/**
 * Try now what reached nobody, together with what goes out in the same mail; what was in none yet goes out in one. It stays on the
 * list until it is known that it arrived. While an attempt is under way, asking has no effect: a second one beside it would send a
 * second mail.
 *
 * Lock order: conversation, then delivery.
 *
 * @throws Refused `conversation.not_found` | `delivery.not_found` (all of them delivered or settled meanwhile) | `delivery.no_way`
 *   (no mail is set up, or no address is known)
 */
export async function retryDelivery(
  ctx: CommandContext,
  { conversationId, seq, alsoSeqs = [], hasMail }: SomeDeliveries & { hasMail: boolean },
): Promise<void> {
  await lockConversation(ctx, conversationId)
  const rows = await lockUndelivered(ctx, { conversationId, seqs: [seq, ...alsoSeqs] })
  if (rows.length === 0) throw new Refused('delivery.not_found')
  if (!hasMail || !(await addressesOf(ctx, rows)).has(conversationId)) throw new Refused('delivery.no_way')
  for (const [mailId, own] of Map.groupBy(rows, (row) => row.mail_id)) await sendNow(ctx, mailId, own)
}

async function sendNow(ctx: CommandContext, known: string | null, own: readonly DeliveryRecord[]): Promise<void> {
  const mailId = known ?? newId(ctx.now.getTime())
  const together = known === null ? own : (await lockMail(ctx, mailId)).filter((one) => one.state === 'undelivered')
  if (await isInHand(ctx, mailId)) return
  await moveTo(ctx, together, { state: 'undelivered', reason: own[0]?.reason ?? null, channel: 'email', mailId, nextAttemptAt: lookAgainAt(ctx) })
  await addMailJob(ctx, mailId, { askedFor: true })
}
