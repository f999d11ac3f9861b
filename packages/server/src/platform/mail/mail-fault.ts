import type { UndeliveredReason } from '@yingda/protocol/entries/conversation.ts'

/** `failed`: not now; it may be tried again. `refused`: never. `unknown`: nobody can say whether the server has it. */
export type MailFault = { result: 'failed' | 'refused' | 'unknown'; reason: UndeliveredReason }

/** What nodemailer says of a failure: the command it happened at, and the server's code if there was an answer. */
export type SmtpFault = { code?: string; command?: string; responseCode?: number }

// nodemailer adds these to the error it throws; any other error has none of them.
export const faultOf = (error: unknown): SmtpFault => {
  const { code, command, responseCode } = Object(error) as Record<keyof SmtpFault, unknown>
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof command === 'string' ? { command } : {}),
    ...(typeof responseCode === 'number' ? { responseCode } : {}),
  }
}

/**
 * What a failed attempt means. `hasBegun`: the server had asked for the mail's content, so without an answer to it nobody
 * knows whether it was taken.
 *
 * A "no" to the recipient or to the mail itself stands. A "no" to us, to sender, sign-in or encryption, is mended by whoever
 * runs this desk, and then the same mail goes out.
 */
export function mailFault({ code, command = '', responseCode }: SmtpFault, hasBegun: boolean): MailFault {
  if (responseCode !== undefined && responseCode < 500) return { result: 'failed', reason: 'mail_put_off' }
  if (command === 'RCPT TO' || (code === 'EENVELOPE' && command === 'API')) return { result: 'refused', reason: 'address_refused' }
  if (responseCode !== undefined && command === 'DATA') return { result: 'refused', reason: 'mail_refused' }
  if (responseCode !== undefined || code === 'EAUTH' || code === 'ETLS') return { result: 'failed', reason: 'mail_server_refuses_us' }
  if (hasBegun) return { result: 'unknown', reason: 'outcome_unknown' }
  return { result: 'failed', reason: 'mail_server_away' }
}
