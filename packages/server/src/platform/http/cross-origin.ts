/** Pages of other origins may use the customer's doors only when the operator allowed them. */
import type { FastifyInstance } from 'fastify'
import { Refused } from '../refused.ts'

const CUSTOMER_DOORS = ['/api/customer/', '/files/']
const isCustomerDoor = (url: string): boolean => CUSTOMER_DOORS.some((door) => url.startsWith(door))

/** Null origin header = not from a page (an app, a server): there is nothing to judge. */
export function originRule({
  publicUrl,
  allowed,
}: {
  publicUrl: string
  allowed: readonly string[]
}): (origin: string | null, host: string | undefined) => boolean {
  const known = new Set([publicUrl, ...allowed])
  return (origin, host) => origin === null || known.has(origin) || (URL.canParse(origin) && new URL(origin).host === host)
}

/** CORS for the customer's doors. @throws Refused `request.origin_not_allowed` for a page of another origin */
export function allowOrigins(app: FastifyInstance, isAllowed: ReturnType<typeof originRule>): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isCustomerDoor(request.url)) return
    const { origin, host } = request.headers
    reply.header('vary', 'origin')
    if (origin === undefined) return
    if (!isAllowed(origin, host)) throw new Refused('request.origin_not_allowed')
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', 'retry-after, content-disposition')
  })
  for (const door of CUSTOMER_DOORS) {
    app.options(`${door}*`, { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) =>
      reply
        .header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
        .header('access-control-allow-headers', 'authorization, content-type, accept-language')
        .header('access-control-max-age', '7200')
        .code(204)
        .send(),
    )
  }
}
