import type { UndeliveredReason } from '@yingda/protocol/entries/conversation.ts'

/** `failed`: not now; it may be tried again. `refused`: never. `unknown`: nobody can say whether the server has it. */
export type MailFault = { result: 'failed' | 'refused' | 'unknown'; reason: UndeliveredReason }

/** What nodemailer says of a failure: the command it happened at, and the server's code if there was an answer; `enhanced` as in RFC 3463. */
export type SmtpFault = { code?: string; command?: string; responseCode?: number; enhanced?: string }

// nodemailer adds these to the error it throws; any other error has none of them.
export const faultOf = (error: unknown): SmtpFault => {
  const { code, command, responseCode, response } = Object(error) as Record<'code' | 'command' | 'responseCode' | 'response', unknown>
  const enhanced = typeof response === 'string' ? /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})(?!\S)/.exec(response)?.[1] : undefined
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof command === 'string' ? { command } : {}),
    ...(typeof responseCode === 'number' ? { responseCode } : {}),
    ...(enhanced === undefined ? {} : { enhanced }),
  }
}

/**
 * What a failed attempt means. `hasBegun`: the server had asked for the mail's content, so without an answer to it nobody
 * knows whether it was taken.
 *
 * A "no" to the recipient or to the mail itself stands. A "no" to us, to sender, sign-in, encryption or relaying, is mended by
 * whoever runs this desk, and then the same mail goes out.
 */
export function mailFault(fault: SmtpFault, hasBegun: boolean): MailFault {
  const { code, command = '', responseCode } = fault
  if (responseCode !== undefined && responseCode < 500) return { result: 'failed', reason: 'mail_put_off' }
  if (isOfAddress(fault) || (code === 'EENVELOPE' && command === 'API')) return { result: 'refused', reason: 'address_refused' }
  if (responseCode !== undefined && command === 'DATA') return { result: 'refused', reason: 'mail_refused' }
  if (responseCode !== undefined || code === 'EAUTH' || code === 'ETLS') return { result: 'failed', reason: 'mail_server_refuses_us' }
  if (hasBegun) return { result: 'unknown', reason: 'outcome_unknown' }
  return { result: 'failed', reason: 'mail_server_away' }
}

const NO_SUCH_MAILBOX: readonly (number | undefined)[] = [550, 551, 553]

/**
 * Whether a "no" at the recipient means the recipient. Postfix keeps until then what it has against the client, the sender or
 * relaying (`smtpd_delay_reject`). Of the details on addresses (RFC 3463: 5.1.x) 7 and 8 mean the sender's, and 0 leaves open whose.
 */
function isOfAddress({ command, responseCode, enhanced }: SmtpFault): boolean {
  if (command !== 'RCPT TO') return false
  return enhanced === undefined ? NO_SUCH_MAILBOX.includes(responseCode) : /^5\.(1|2)\./.test(enhanced) && !/^5\.1\.[078]$/.test(enhanced)
}
