import { isTimeToTell, isTriedAgainUnknown, pauseAfterMs } from '@yingda/domain/delivery/retries.ts'
import type { UndeliveredReason } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { lockConversation, tellDelivery, type ConversationRecord } from '../conversation/api.ts'
import type { Outcome } from './channel.ts'
import type { Looked } from './hand-over.ts'
import { lockMail, moveTo } from './store.ts'
import type { DeliveryRecord } from './tables.ts'

/** `looked`: the answers as they were claimed, and how far each had come on the web just before. */
type Attempt = { conversationId: ConversationId; mailId: string; looked: readonly Looked[]; outcome: Outcome }

/**
 * Write down what became of an attempt to mail answers. That they were taken is true whoever says it; of anything else only
 * the newest attempt may speak, and not of what has been settled meanwhile.
 *
 * Lock order: conversation, then delivery.
 */
export async function tellOutcome(ctx: CommandContext, { conversationId, mailId, looked, outcome }: Attempt): Promise<void> {
  const conversation = await lockConversation(ctx, conversationId)
  const claimed = new Map(looked.map(({ row, onWeb }) => [row.seq, { attempts: row.attempts, seen: onWeb.result }]))
  const now = (await lockMail(ctx, mailId)).filter((row) => claimed.has(row.seq))
  // What was asked for by mail was sent although he has seen it; where the mail was not taken, having seen it is enough.
  const hasSeen = (row: DeliveryRecord): boolean => claimed.get(row.seq)?.seen === 'reached' && !(row.by_mail && outcome.result === 'accepted')
  const mine = now.filter((row) => row.attempts === claimed.get(row.seq)?.attempts && (row.state === 'sending' || row.state === 'undelivered'))

  await moveTo(ctx, mine.filter(hasSeen), { state: 'reached', nextAttemptAt: null })
  const unread = (outcome.result === 'accepted' ? now : mine).filter((row) => !hasSeen(row))
  const onDevice = unread.filter((row) => claimed.get(row.seq)?.seen === 'accepted' && !row.by_mail)
  await move(ctx, conversation, { unread, onDevice, outcome })
}

/** `onDevice`: those that a device of the customer's has received; without a mail they are not lost. */
type Unread = { unread: readonly DeliveryRecord[]; onDevice: readonly DeliveryRecord[]; outcome: Outcome }

async function move(ctx: CommandContext, conversation: ConversationRecord, { unread, onDevice, outcome }: Unread): Promise<void> {
  if (outcome.result === 'accepted') return tellMailed(ctx, conversation, unread)
  if (outcome.result === 'reached') return moveTo(ctx, unread, { state: 'reached', nextAttemptAt: null })
  if (outcome.result === 'absent') return tellUndelivered(ctx, conversation, { unread, onDevice, reason: 'no_address', nextAttemptAt: null })
  const { result, reason } = outcome
  if (result === 'refused') return tellUndelivered(ctx, conversation, { unread, onDevice, reason, nextAttemptAt: null })
  const attempts = Math.max(1, ...unread.map((row) => row.attempts))
  const unknowns = Math.max(0, ...unread.map((row) => row.unknowns)) + (result === 'unknown' ? 1 : 0)
  const isOver = result === 'unknown' && !isTriedAgainUnknown(unknowns)
  const nextAttemptAt = isOver ? null : new Date(ctx.now.getTime() + pauseAfterMs(attempts))
  if (nextAttemptAt === null || isTimeToTell(attempts)) return tellUndelivered(ctx, conversation, { unread, onDevice, reason, nextAttemptAt, unknowns })
  await moveTo(ctx, unread, { state: result, reason, nextAttemptAt, unknowns })
}

async function tellMailed(ctx: CommandContext, conversation: ConversationRecord, unread: readonly DeliveryRecord[]): Promise<void> {
  const news = unread.filter((row) => row.state !== 'accepted')
  if (news.length === 0) return
  await moveTo(ctx, news, { state: 'accepted', nextAttemptAt: null })
  const askedFor = news.every((row) => row.by_mail) ? { askedFor: true as const } : {}
  await tellDelivery(ctx, conversation, { type: 'message.mailed', data: { ofSeqs: news.map((row) => row.seq), ...askedFor } })
}

type Missed = Omit<Unread, 'outcome'> & { reason: UndeliveredReason; nextAttemptAt: Date | null; unknowns?: number }

/** Said once, and once more when trying ends; not at every attempt. */
async function tellUndelivered(
  ctx: CommandContext,
  conversation: ConversationRecord,
  { unread, onDevice, reason, nextAttemptAt, unknowns }: Missed,
): Promise<void> {
  await moveTo(ctx, onDevice, { state: 'reached', nextAttemptAt: null })
  const missed = unread.filter((row) => !onDevice.includes(row))
  await moveTo(ctx, missed, { state: 'undelivered', reason, nextAttemptAt, ...(unknowns === undefined ? {} : { unknowns }) })
  const news = missed.filter((row) => row.state !== 'undelivered' || (nextAttemptAt === null && row.reason !== reason))
  if (news.length > 0) await tellDelivery(ctx, conversation, { type: 'message.undelivered', data: { ofSeqs: news.map((row) => row.seq), reason } })
}
