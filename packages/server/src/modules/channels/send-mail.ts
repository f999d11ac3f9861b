/** One attempt to send one mail: claimed in a transaction, sent outside of any, told in a second one. */
import * as z from 'zod'
import type { CommandContext } from '../../platform/command.ts'
import type { JobHandlers } from '../../platform/jobs.ts'
import { holdMails, MAIL_CLAIM_SECONDS } from '../../platform/mail/claim.ts'
import type { Outcome, Parcel } from './channel.ts'
import { MAIL_JOB, SYSTEM, type Delivering } from './delivering.ts'
import { onWeb } from './look.ts'
import { claimMail, renewMail } from './store.ts'
import { tellOutcome } from './tell-outcome.ts'

const Payload = z.strictObject({ mailId: z.uuid(), askedFor: z.boolean().default(false) })
export type MailJob = z.input<typeof Payload>
const NO_MAIL: Outcome = { result: 'refused', reason: 'no_mail_channel' }

export const mailJobs = (delivering: Delivering): JobHandlers => ({ [MAIL_JOB]: (payload) => sendMail(delivering, Payload.parse(payload)) })

/** By then whoever is sending has reported or held on to it, or never will. */
const reportedBy = (ctx: CommandContext): Date => new Date(ctx.now.getTime() + MAIL_CLAIM_SECONDS * 1000)

/** Of any number who do this at once, one sends. Dying in the middle leaves a claim that nobody renews. What has been read by now is not sent, unless it was asked for by mail. */
export async function sendMail(delivering: Delivering, { mailId, askedFor = false }: MailJob): Promise<void> {
  const { runner, mail, log } = delivering
  const sinceMs = performance.now()
  const claimed = await runner.run(SYSTEM, (ctx) => claimMail(ctx, mailId, reportedBy(ctx)))
  const [first] = claimed
  if (first === undefined) return
  const renew = (): Promise<boolean> => runner.run(SYSTEM, (ctx) => renewMail(ctx, claimed, reportedBy(ctx)))
  await holdMails({ sinceMs, renew, log }, async (isHeld) => {
    const looked = await onWeb(delivering, claimed)
    const unread = looked.filter(({ row, onWeb: { result } }) => result !== 'reached' || row.by_mail)
    const parcel: Parcel = {
      key: mailId,
      conversationId: first.conversation_id,
      answers: unread.map(({ row }) => ({ seq: row.seq, customerSeq: row.customer_seq })),
      askedFor,
      isHeld,
    }
    const outcome = unread.length === 0 || mail === null ? NO_MAIL : ((await mail.send([parcel])).get(mailId) ?? NO_MAIL)
    await runner.run(SYSTEM, (ctx) => tellOutcome(ctx, { conversationId: first.conversation_id, mailId, looked, outcome }))
  })
}
