/** Server-sent events: each notice for the chosen customer as it comes. A reconnect gets what it missed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { WalletData } from '../wallet-data.ts'
import type { Notice, NoticeBoard } from './notices.ts'
import { chosenCustomer } from './visitor.ts'

const BEAT_MS = 25_000
const After = z.object({ after: z.string().max(100).optional() })

export async function noticeStream(app: FastifyInstance, { data, board }: { data: WalletData; board: NoticeBoard }) {
  const open = new Set<FastifyReply>()
  app.addHook('preClose', async () => open.forEach((reply) => reply.raw.end()))

  app.get('/notices', async (request, reply) => {
    const story = chosenCustomer(request, data)
    if (!story) return reply.code(204).send()
    const { externalId } = story.customer
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    reply.raw.write(': open\n\n')
    const send = (notice: Notice) =>
      reply.raw.write(`id: ${notice.id}\nevent: notice\ndata: ${JSON.stringify({ id: notice.id, from: notice.from, preview: notice.preview })}\n\n`)
    board.unseen(externalId, lastSeen(request)).forEach(send)
    const leave = board.listen(externalId, send)
    const beat = setInterval(() => reply.raw.write(': beat\n\n'), BEAT_MS)
    open.add(reply)
    reply.raw.on('close', () => {
      clearInterval(beat)
      leave()
      open.delete(reply)
    })
  })
}

/** What the browser got last on this stream, else what the page was rendered with. */
function lastSeen(request: FastifyRequest): string | undefined {
  const header = request.headers['last-event-id']
  return typeof header === 'string' ? header : After.catch({}).parse(request.query).after
}
