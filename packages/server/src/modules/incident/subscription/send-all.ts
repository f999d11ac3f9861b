import type { SmtpServer } from '../../../platform/config/mail.ts'
import { faultOf, mailFault, type MailFault, type SmtpFault } from '../../../platform/mail/mail-fault.ts'
import { withSmtp, type SmtpSession } from '../../../platform/mail/smtp.ts'

export type Sent = 'taken' | MailFault

type Way = { smtp: SmtpServer; from: string; withinMs: number }
type Sealed = { to: string; content: Buffer }
/** `hasBegun`: the server has asked for the content of the mail that is being sent. */
type Run = { mails: readonly Sealed[]; from: string; deadline: number; sent: Sent[]; hasBegun: boolean }

/** What is said at one recipient may be meant of him alone; said at so many in a row it is meant of us. */
const MEANT_OF_US = 3

/**
 * Many mails, over one connection as long as it holds. Where the server is away, or does not want us, the rest is not tried.
 *
 * @returns what became of each that was tried, in their order
 */
export async function sendAll({ smtp, from, withinMs }: Way, mails: readonly Sealed[]): Promise<Sent[]> {
  const run: Run = { mails, from, deadline: performance.now() + withinMs, sent: [], hasBegun: false }
  while (run.sent.length < mails.length && performance.now() < run.deadline) {
    run.hasBegun = false
    try {
      await withSmtp(smtp, run.deadline - performance.now(), (session) => sendOver(session, run))
    } catch (error) {
      // All taken, and the connection broke behind the last one.
      if (run.sent.length === mails.length) break
      const fault = faultOf(error)
      run.sent.push(mailFault(fault, run.hasBegun))
      if (isOver(run.sent, fault)) break
    }
  }
  return run.sent
}

async function sendOver(session: SmtpSession, run: Run): Promise<void> {
  for (const { to, content } of run.mails.slice(run.sent.length)) {
    run.hasBegun = false
    await session.send({ from: run.from, to: [to], size: content.length }, () => {
      // A process that stood still may find that its claim is over and somebody else is sending.
      if (performance.now() > run.deadline) throw new Error('the claim on this mail is over')
      run.hasBegun = true
      return content
    })
    run.sent.push('taken')
  }
}

/** Whether the last that was sent ended so that the next would not fare better. */
function isOver(sent: readonly Sent[], { command }: SmtpFault): boolean {
  const reasons = sent.map((one) => (one === 'taken' ? null : one.reason))
  if (reasons.at(-1) === 'mail_server_away') return true
  const inARow = command === 'RCPT TO' ? MEANT_OF_US : 1
  return reasons.length >= inARow && reasons.slice(-inARow).every((reason) => reason === 'mail_server_refuses_us')
}
