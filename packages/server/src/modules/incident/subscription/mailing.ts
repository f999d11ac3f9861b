import type { Logger } from 'pino'
import type { Runner } from '../../../platform/command.ts'
import type { MailLine } from '../../../platform/mail/line.ts'
import type { LetterHead } from './letters.ts'

/** What mails to subscribers are sent with. */
export type Mailing = { runner: Runner; line: MailLine; head: LetterHead; log: Logger }
