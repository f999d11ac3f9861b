/** The desk's push, at the wallet's door: signature first, then the shape, then once per id. */
import { createHmac } from 'node:crypto'
import { MessageForCustomer } from '@yingda/protocol/webhook.ts'
import type { FastifyInstance } from 'fastify'
import { sameSecret } from '../same-secret.ts'
import type { NoticeBoard } from './notices.ts'

export const TOLERANCE_SECONDS = 300

/** `t=<unix seconds>,v1=<hex>`: HMAC-SHA256 under the secret over `${t}.${body}`. */
export function webhookSignature(secret: string, body: string | Buffer, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v1=${hmac(secret, seconds, body)}`
}

const hmac = (secret: string, seconds: number, body: string | Buffer) => createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')

/** True only for a signature under this secret, over exactly this body, made within five minutes of now. */
export function isSigned(header: unknown, secret: string, body: Buffer, now: Date): boolean {
  const [, time, signature] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(String(header)) ?? []
  if (!time || !signature) return false
  const seconds = Number(time)
  return Math.abs(now.getTime() / 1000 - seconds) <= TOLERANCE_SECONDS && sameSecret(signature, hmac(secret, seconds, body))
}

/** Registered in a scope of its own: here, and only here, the body stays raw. */
export async function webhookRoute(app: FastifyInstance, { secret, board, now }: { secret: string; board: NoticeBoard; now: () => Date }) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 65_536 }, (_request, body, done) => done(null, body))

  app.post('/webhook', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (!isSigned(request.headers['x-yingda-signature'], secret, body, now())) return reply.code(401).send({ code: 'bad_signature' })
    const message = MessageForCustomer.safeParse(jsonOf(body))
    if (!message.success) return reply.code(400).send({ code: 'invalid' })
    const { id, at, data } = message.data
    const fresh = board.post({ id, at, externalId: data.externalId, conversationId: data.conversationId, from: data.from.name, preview: data.preview })
    return { code: fresh ? 'accepted' : 'duplicate' }
  })
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
