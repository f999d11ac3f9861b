/** The way to the mail server, for all of this process that send by it. */
import type { UndeliveredReason } from '@yingda/protocol/entries/conversation.ts'
import type { SmtpServer } from '../config/mail.ts'
import { withSmtp, type Patience, type SmtpSession } from './smtp.ts'

/** Less than the pause after a first attempt: what has waited that long may find out for itself. */
const AWAY_FOR_MS = 20_000
/** So long what is in hand may still be finished. */
const STOP_AFTER_MS = 2000

export type MailLine = {
  /** As `withSmtp`. @throws SmtpTimeout | SmtpStopped | the error of nodemailer */
  talk<T>(withinMs: number, work: (session: SmtpSession) => Promise<T>): Promise<T>
  /**
   * Whether to try: not while the server was found away just now, except for what a person has asked for, and that every now
   * and then one finds out whether it still is; and not once this process stops.
   */
  mayTry(what?: { askedFor?: boolean }): boolean
  /** What an attempt ended with; null = the mail was taken. */
  heard(reason: UndeliveredReason | null): void
  isStopped(): boolean
  /** Connections that hang are closed shortly; nobody is waited for. */
  stop(): void
}

type Options = { now: () => Date; patience?: Patience }

export function openMailLine(server: SmtpServer, { now, patience }: Options): MailLine {
  const stopping = new AbortController()
  let awayUntilMs = 0
  const isAway = (nowMs: number): boolean => nowMs < awayUntilMs && awayUntilMs <= nowMs + AWAY_FOR_MS // a clock may have been set back
  return {
    talk: (withinMs, work) => withSmtp(server, { withinMs, patience, stopping: stopping.signal }, work),
    mayTry({ askedFor = false } = {}) {
      const nowMs = now().getTime()
      if (stopping.signal.aborted || (isAway(nowMs) && !askedFor)) return false
      if (awayUntilMs > 0) awayUntilMs = nowMs + AWAY_FOR_MS
      return true
    },
    heard(reason) {
      awayUntilMs = reason === 'mail_server_away' ? now().getTime() + AWAY_FOR_MS : 0
    },
    isStopped: () => stopping.signal.aborted,
    stop: () => void setTimeout(() => stopping.abort(), STOP_AFTER_MS).unref(),
  }
}
