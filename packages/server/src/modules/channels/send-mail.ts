/** One attempt to send one mail: claimed in a transaction, sent outside of any, told in a second one. */
import * as z from 'zod'
import type { JobHandlers } from '../../platform/jobs.ts'
import type { Outcome, Parcel } from './channel.ts'
import { MAIL_JOB, SYSTEM, type Delivering } from './delivering.ts'
import { lookAgainAt } from './hand-over.ts'
import { onWeb } from './look.ts'
import { claimMail } from './store.ts'
import { tellOutcome } from './tell-outcome.ts'

const Payload = z.strictObject({ mailId: z.uuid(), askedFor: z.boolean().default(false) })
export type MailJob = z.input<typeof Payload>
const NO_MAIL: Outcome = { result: 'refused', reason: 'no_mail_channel' }

export const mailJobs = (delivering: Delivering): JobHandlers => ({ [MAIL_JOB]: (payload) => sendMail(delivering, Payload.parse(payload)) })

/** Of any number who do this at once, one sends. Dying in the middle leaves a claim that lapses. What has been read by now is not sent, unless it was asked for by mail. */
export async function sendMail(delivering: Delivering, { mailId, askedFor = false }: MailJob): Promise<void> {
  const { runner, mail } = delivering
  const claimed = await runner.run(SYSTEM, (ctx) => claimMail(ctx, mailId, lookAgainAt(ctx)))
  const [first] = claimed
  if (first === undefined) return
  const looked = await onWeb(delivering, claimed)
  const unread = looked.filter(({ row, onWeb: { result } }) => result !== 'reached' || row.by_mail)
  const parcel: Parcel = {
    key: mailId,
    conversationId: first.conversation_id,
    answers: unread.map(({ row }) => ({ seq: row.seq, customerSeq: row.customer_seq })),
    askedFor,
  }
  const outcome = unread.length === 0 || mail === null ? NO_MAIL : ((await mail.send([parcel])).get(mailId) ?? NO_MAIL)
  await runner.run(SYSTEM, (ctx) => tellOutcome(ctx, { conversationId: first.conversation_id, mailId, looked, outcome }))
}
