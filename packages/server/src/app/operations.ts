/** For those who run the service: is it alive, may it be sent work, what does it measure. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { Refused } from '../platform/refused.ts'
import type { Metrics } from '../platform/telemetry.ts'
import type { Readiness } from './readiness.ts'

type Options = { metrics: Metrics; look: () => Promise<void>; readiness: Readiness; token: string | null; isLeaving: () => boolean }

export const operationsRoutes: FastifyPluginAsync<Options> = async (app, { metrics, look, readiness, token, isLeaving }) => {
  const open = { config: { permission: 'public' as const } }

  app.get('/', { ...open, schema: { hide: true } }, async (_request, reply) => reply.redirect('/console/'))

  app.get('/healthz', open, async () => ({ ok: true }))

  app.get('/readyz', open, async (_request, reply) => {
    const ready = !isLeaving() && readiness.isReady()
    return reply.code(ready ? 200 : 503).send({ ready })
  })

  app.get('/metrics', open, async (request, reply) => {
    const allowed = token === null ? isFromThisMachine(request.raw) : isSame(request.headers.authorization ?? '', `Bearer ${token}`)
    if (!allowed) throw new Refused('auth.required')
    await look()
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

/** Every request by its route, never by its address, which may hold an id. To be called before routes are registered. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    metrics.requests.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const SIGNS_OF_A_PROXY = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

/** Whoever is connected, whatever is said of him: behind a proxy on this machine everybody comes from here. */
const isFromThisMachine = ({ socket, headers }: IncomingMessage): boolean =>
  LOOPBACK.has(socket.remoteAddress ?? '') && SIGNS_OF_A_PROXY.every((name) => headers[name] === undefined)

const isSame = (given: string, expected: string): boolean => timingSafeEqual(hash(given), hash(expected))
const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
