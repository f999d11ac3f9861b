/** A real SMTP server on this machine, which can be told to misbehave. */
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

export type ReceivedMail = { from: string; to: string[]; raw: string; messageId: string }

/** What it does with the next mails: `cut` takes the mail and breaks the line without a word; `refuse_us` says at the recipient what it has against us. */
export type Manners = 'take' | 'put_off' | 'refuse_us' | 'refuse_address' | 'refuse_mail' | 'cut' | 'hold'

export type MailServer = {
  url: string
  port: number
  received: ReceivedMail[]
  /** How often somebody began a mail, whatever became of it. */
  begun: number
  manners: Manners
  /** Addresses at which nobody lives. */
  nobodyAt: Set<string>
  /** Addresses to which we may not write. */
  barredFrom: Set<string>
  /** Lets go of a mail that is held. */
  letGo(): void
  stop(): Promise<void>
}

/** @param port 0 = any free one */
export async function startMailServer(port = 0): Promise<MailServer> {
  const held: (() => void)[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      if (mails.manners === 'refuse_us' || mails.barredFrom.has(address)) return callback(answering(554, '5.7.1 Client host blocked'))
      callback(mails.manners === 'refuse_address' || mails.nobodyAt.has(address) ? answering(550, '5.1.1 no such person here') : null)
    },
    onData(stream, session, callback) {
      mails.begun += 1
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (mails.manners === 'put_off') return callback(answering(451, 'try again later'))
        if (mails.manners === 'refuse_mail') return callback(answering(554, 'not this one'))
        mails.received.push(mailOf(session, Buffer.concat(chunks).toString('utf8')))
        if (mails.manners === 'cut') return cut(session)
        if (mails.manners === 'hold') return void held.push(() => callback(null))
        callback(null)
      })
    },
  })
  server.on('error', () => undefined)
  const cut = (session: SMTPServerSession): void => {
    for (const connection of connectionsOf(server)) if (connection.session.id === session.id) connection._socket.destroy()
  }
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', () => resolve()))
  const at = (server.server.address() as AddressInfo).port // listens on TCP
  const mails: MailServer = {
    url: `smtp://127.0.0.1:${at}`,
    port: at,
    received: [],
    begun: 0,
    manners: 'take',
    nobodyAt: new Set(),
    barredFrom: new Set(),
    letGo: () => held.splice(0).forEach((go) => go()),
    stop: () =>
      new Promise((resolve) => {
        for (const connection of connectionsOf(server)) connection._socket.destroy()
        server.close(() => resolve())
      }),
  }
  return mails
}

const answering = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

type Connection = { session: SMTPServerSession; _socket: { destroy(): void } }
// The server's own set of open connections, which its types leave out.
const connectionsOf = (server: SMTPServer): Iterable<Connection> => [...(server as unknown as { connections: Set<Connection> }).connections]

function mailOf({ envelope }: SMTPServerSession, raw: string): ReceivedMail {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map((one) => one.address),
    raw,
    messageId: headerOf(raw, 'Message-ID'),
  }
}

/** The value of a header, unfolded; '' when there is none. */
export function headerOf(raw: string, name: string): string {
  const [head = ''] = raw.split(/\r?\n\r?\n/)
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return (
    lines
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  )
}

/** Words of a header in their encoded form (RFC 2047), read. */
export const decodedHeader = (value: string): string =>
  value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind: string, words: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(words, 'base64').toString('utf8')
      : Buffer.from(
          words.replace(/_/g, ' ').replace(/=([0-9a-f]{2})/gi, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString('utf8'),
  )
