import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { addJob } from '../../platform/jobs.ts'
import { newId } from '../../platform/uuid.ts'
import { lockConversation, tellDelivery } from '../conversation/api.ts'
import type { Outcome } from './channel.ts'
import { MAIL_JOB, type Delivering } from './delivering.ts'
import { forget, lockStillDue, moveTo } from './store.ts'
import type { DeliveryRecord } from './tables.ts'

/** An answer on the web, and how far it came there. */
export type Looked = { row: DeliveryRecord; onWeb: Outcome }

/**
 * Move answers of one conversation on to the customer's next channel, once the time of one is over: those that are unread, and
 * those he asked for by mail; the younger ones go along. Where there is no other channel, what lies on his device is left to him
 * unless he asked for it by mail, and what has not even got that far has reached nobody. Twice has the effect of once.
 *
 * Lock order: conversation, then delivery.
 */
export async function handOver(ctx: CommandContext, { mail }: Delivering, conversationId: ConversationId, looked: readonly Looked[]): Promise<void> {
  const conversation = await lockConversation(ctx, conversationId)
  const still = await lockStillDue(
    ctx,
    looked.map(({ row }) => row),
  )
  const over = still.filter(({ next_attempt_at: at }) => at !== null && at <= ctx.now)
  if (over.length === 0) return
  if (mail !== null) return startMail(ctx, still)
  const received = new Set(looked.filter(({ row, onWeb }) => onWeb.result === 'accepted' && !row.by_mail).map(({ row }) => row.seq))
  const missed = over.filter((row) => !received.has(row.seq))
  await forget(
    ctx,
    over.filter((row) => received.has(row.seq)),
  )
  if (missed.length === 0) return
  await moveTo(ctx, missed, { state: 'undelivered', reason: 'no_mail_channel', nextAttemptAt: null })
  await tellDelivery(ctx, conversation, { type: 'message.undelivered', data: { ofSeqs: missed.map((row) => row.seq), reason: 'no_mail_channel' } })
}

/** One mail for all of them; its job may be lost, and is then added again. */
async function startMail(ctx: CommandContext, rows: readonly DeliveryRecord[]): Promise<void> {
  const mailId = newId(ctx.now.getTime())
  await moveTo(ctx, rows, { state: 'sending', channel: 'email', mailId, nextAttemptAt: lookAgainAt(ctx) })
  await addMailJob(ctx, mailId)
}

/** `askedFor`: a person has asked to try now. */
export const addMailJob = (ctx: CommandContext, mailId: string, { askedFor = false } = {}): Promise<void> =>
  addJob(ctx, { name: MAIL_JOB, payload: { mailId, askedFor }, key: `${MAIL_JOB}:${mailId}`, maxAttempts: 3 })

const JOB_RUNS_WITHIN_MS = 13 * 60_000
/** By then its job has run, or is lost. Sooner, and what waits in a long line would be put to its end again and again. */
export const lookAgainAt = (ctx: CommandContext): Date => new Date(ctx.now.getTime() + JOB_RUNS_WITHIN_MS)
