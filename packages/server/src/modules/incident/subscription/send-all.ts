import { faultOf, mailFault, type MailFault, type SmtpFault } from '../../../platform/mail/mail-fault.ts'
import type { MailLine } from '../../../platform/mail/line.ts'
import { ATTEMPT_WITHIN_MS, SmtpTimeout, type SmtpSession } from '../../../platform/mail/smtp.ts'

export type Sent = 'taken' | MailFault

/** `isHeld`: whether these mails are still the sender's to send. */
type Way = { line: MailLine; from: string; isHeld?: () => boolean }
type Sealed = { to: string; content: Buffer }
/** `hasBegun`: the server has asked for the content of the mail that is being sent. */
type Run = { mails: readonly Sealed[]; from: string; deadline: number; isHeld: () => boolean; sent: Sent[]; hasBegun: boolean }

/** What is said at one recipient may be meant of him alone; said at so many in a row it is meant of us. */
const MEANT_OF_US = 3

/**
 * Many mails, over one connection as long as it holds. Where the server is away, or does not want us, the rest is not tried.
 *
 * @returns what became of each that was tried, in their order
 */
export async function sendAll({ line, from, isHeld = () => true }: Way, mails: readonly Sealed[]): Promise<Sent[]> {
  const run: Run = { mails, from, deadline: performance.now() + ATTEMPT_WITHIN_MS, isHeld, sent: [], hasBegun: false }
  while (run.sent.length < mails.length && isInTime(run) && line.mayTry()) {
    run.hasBegun = false
    try {
      await line.talk(run.deadline - performance.now(), (session) => sendOver(session, run))
      line.heard(null)
    } catch (error) {
      // All taken, and the connection broke behind the last one; or there is no time left for the rest.
      if (run.sent.length === mails.length || (error instanceof SmtpTimeout && run.sent.length > 0)) break
      const fault = faultOf(error)
      const meaning = mailFault(fault, run.hasBegun)
      line.heard(meaning.reason)
      run.sent.push(meaning)
      if (isOver(run.sent, fault)) break
    }
  }
  return run.sent
}

const isInTime = ({ deadline, isHeld }: Run): boolean => performance.now() <= deadline && isHeld()

async function sendOver(session: SmtpSession, run: Run): Promise<void> {
  for (const { to, content } of run.mails.slice(run.sent.length)) {
    if (!isInTime(run)) return
    run.hasBegun = false
    await session.send({ from: run.from, to: [to], size: content.length }, () => {
      // A process that stood still may find that its claim is over and somebody else is sending.
      if (!isInTime(run)) throw new Error('the claim on this mail is over')
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
