import type { Config } from '../config.ts'
import { withSmtp } from '../mail/smtp.ts'
import { failed, type Finding, note, ok, reasonOf } from './finding.ts'

const WITHIN_MS = 8_000

/** Connects, encrypts and signs in as a mail would; sends none. */
export async function checkMail({ mail, mailAfterMinutes }: Pick<Config, 'mail' | 'mailAfterMinutes'>): Promise<Finding> {
  if (mail === null)
    return note('mail', 'No mail server: an answer that is not read on the web reaches nobody and is listed as undelivered.', 'Set SMTP_URL and MAIL_FROM.')
  const { host, port, mustEncrypt } = mail.smtp
  try {
    await withSmtp(mail.smtp, { withinMs: WITHIN_MS }, async () => undefined)
    const to = mail.link === null ? 'mails name no page: set MAIL_LINK' : `mails point to ${mail.link}`
    return ok('mail', `${host}:${port} lets us in; answers not read within ${mailAfterMinutes} min go out from ${mail.from}; ${to}.`)
  } catch (error) {
    const { code } = Object(error) as { code?: unknown } // nodemailer's own name for what went wrong
    if (code === 'EAUTH') return failed('mail', `${host}:${port} refuses our sign-in.`, 'Correct user and password in SMTP_URL.')
    if (code === 'ETLS' && mustEncrypt)
      return failed(
        'mail',
        `${host}:${port} offers no encryption: ${reasonOf(error)}.`,
        'Use smtps://, or say ?tls=optional behind SMTP_URL if the network is your own.',
      )
    return failed('mail', `${host}:${port} cannot be reached: ${reasonOf(error) || 'no answer'}.`, 'Correct SMTP_URL, or the network.')
  }
}
