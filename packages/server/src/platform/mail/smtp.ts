/** A conversation with a mail server: connect, encrypt, sign in, and then whatever is to be done. */
import SMTPConnection, { type SMTPEnvelope } from 'nodemailer/lib/smtp-connection'
import { Readable } from 'node:stream'
import type { SmtpServer } from '../config/mail.ts'

const CONNECT_WITHIN_MS = 10_000
const SILENT_AT_MOST_MS = 30_000

/** The whole took too long; the connection was closed. */
export class SmtpTimeout extends Error {}

export type SmtpSession = {
  /** @throws the error of nodemailer: `responseCode` and `command` where the server has said no */
  send(envelope: SMTPEnvelope, content: () => Buffer): Promise<void>
}

/**
 * Connects, signs in if there is a login, and does `work`; the connection is closed whatever happens.
 *
 * @throws SmtpTimeout | the error of nodemailer
 */
export async function withSmtp<T>(server: SmtpServer, withinMs: number, work: (session: SmtpSession) => Promise<T>): Promise<T> {
  const { host, port, secure, mustEncrypt, login } = server
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: mustEncrypt,
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: SILENT_AT_MOST_MS,
  })
  const broken = Promise.withResolvers<never>()
  connection.on('error', broken.reject)
  const timer = setTimeout(() => broken.reject(new SmtpTimeout()), withinMs)
  try {
    return await Promise.race([talk(), broken.promise])
  } finally {
    clearTimeout(timer)
    broken.promise.catch(() => undefined)
    connection.close()
  }

  async function talk(): Promise<T> {
    await done((end) => connection.connect(end))
    if (login !== null) await done((end) => connection.login({ credentials: login }, end))
    const result = await work({ send: (envelope, content) => done((end) => connection.send(envelope, Readable.from(once(content)), end)) })
    connection.quit()
    return result
  }
}

/** Made when the server asks for the content, and not before. */
function* once(content: () => Buffer): Generator<Buffer> {
  yield content()
}

const done = (start: (end: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())))
