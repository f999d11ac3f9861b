import type { Logger } from 'pino'
import type { Runner } from '../../../platform/command.ts'
import type { SmtpServer } from '../../../platform/config/mail.ts'
import type { LetterHead } from './letters.ts'

/** What mails to subscribers are sent with. */
export type Mailing = { runner: Runner; smtp: SmtpServer; head: LetterHead; log: Logger }
