/** A conversation with a mail server: connect, encrypt, sign in, and then whatever is to be done. */
import SMTPConnection, { type SMTPEnvelope } from 'nodemailer/lib/smtp-connection'
import { Readable } from 'node:stream'
import type { SmtpServer } from '../config/mail.ts'

const CONNECT_WITHIN_MS = 10_000

/** How long a mail server may say nothing: before it has a mail, and while it takes one. */
export type Patience = { silentMs: number; takingMs: number }

/** Who hangs up sooner on a server that looks a mail through has it delivered, and sends it again (RFC 5321, 4.5.3.2.6). */
export const PATIENCE: Patience = { silentMs: 30_000, takingMs: 10 * 60_000 }

/** How long an attempt may take, a mail's taking apart. */
export const ATTEMPT_WITHIN_MS = 120_000

/** The whole took too long; the connection was closed. */
export class SmtpTimeout extends Error {}
/** This process stops; the connection was closed. */
export class SmtpStopped extends Error {}

export type SmtpSession = {
  /**
   * @param content asked for when the server wants the mail, and not before
   * @throws the error of nodemailer: `responseCode` and `command` where the server has said no
   */
  send(envelope: SMTPEnvelope, content: () => Buffer): Promise<void>
}
type Limits = { withinMs: number; patience?: Patience | undefined; stopping?: AbortSignal | undefined }

/**
 * Connects, signs in if there is a login, and does `work`; the connection is closed whatever happens. The time in which the
 * server takes a mail counts apart.
 *
 * @throws SmtpTimeout | SmtpStopped | the error of nodemailer
 */
export async function withSmtp<T>(
  server: SmtpServer,
  { withinMs, patience = PATIENCE, stopping }: Limits,
  work: (session: SmtpSession) => Promise<T>,
): Promise<T> {
  const connection = connectionTo(server, patience)
  const endsAt = performance.now() + withinMs
  const broken = Promise.withResolvers<never>()
  const stop = (): void => broken.reject(new SmtpStopped())
  let timer: NodeJS.Timeout | undefined
  if (stopping?.aborted === true) stop()
  stopping?.addEventListener('abort', stop)
  connection.on('error', broken.reject)
  waitForWords()
  try {
    return await Promise.race([talk(), broken.promise])
  } finally {
    clearTimeout(timer)
    stopping?.removeEventListener('abort', stop)
    broken.promise.catch(() => undefined)
    connection.close()
  }

  function waitForWords(): void {
    timer = setTimeout(() => broken.reject(new SmtpTimeout()), endsAt - performance.now())
    beSilentAtMost(patience.silentMs)
  }

  function beSilentAtMost(ms: number): void {
    const socket: SMTPConnection['_socket'] | false | null = connection._socket // none before and after, which its types leave out
    if (socket) socket.setTimeout(ms)
  }

  function* once(content: () => Buffer): Generator<Buffer> {
    beSilentAtMost(patience.takingMs)
    clearTimeout(timer)
    yield content()
  }

  async function talk(): Promise<T> {
    await done((end) => connection.connect(end))
    const { login } = server
    if (login !== null) await done((end) => connection.login({ credentials: login }, end))
    const result = await work({
      async send(envelope, content) {
        await done((end) => connection.send(envelope, Readable.from(once(content)), end))
        clearTimeout(timer)
        waitForWords()
      },
    })
    connection.quit()
    return result
  }
}

const connectionTo = ({ host, port, secure, mustEncrypt }: SmtpServer, { silentMs }: Patience): SMTPConnection =>
  new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: mustEncrypt,
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: Math.min(CONNECT_WITHIN_MS, silentMs),
    socketTimeout: silentMs,
  })

const done = (start: (end: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())))
