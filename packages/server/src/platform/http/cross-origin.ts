/**
 * Who may ask over a browser: pages of names that the configuration knows, at the names it knows. What the request says
 * of itself is never the measure: a page that has pointed its own name at this server (DNS rebinding) sends an Origin
 * and a Host that agree with each other.
 */
import type { FastifyContextConfig, FastifyInstance } from 'fastify'
import { Refused } from '../refused.ts'
import type { HostReader } from './address.ts'
import { sparingly } from '../sparingly.ts'

const CUSTOMER_DOORS = ['/api/customer/', '/files/']
const STAFF_DOORS = '/api/staff/'
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

export type Side = 'customer' | 'staff'

/** Both compare with configured names only. An origin of null is no page: an app, a server. */
export type KnownNames = {
  isOrigin(side: Side, origin: string | null): boolean
  isHost(side: Side, host: string | undefined): boolean
}

type Configured = {
  publicUrl: string
  /** Pages of these may use the customers' doors; customers may also ask under their names, where those lead here. */
  widgetOrigins: readonly string[]
  /** What the server listens on: while only this machine reaches it, this machine's names with its port are its own. */
  host: string
  port: () => number
}

type Names = { origins: ReadonlySet<string>; hosts: ReadonlySet<string> }

export function knownNames({ publicUrl, widgetOrigins, host, port }: Configured): KnownNames {
  const isLocal = LOOPBACK.includes(host) || host === '::1' || host.startsWith('127.')
  const namesOf = (side: Side, at: number): Names => {
    const known = [publicUrl, ...(isLocal ? LOOPBACK.map((name) => `http://${name}:${at}`) : []), ...(side === 'customer' ? widgetOrigins : [])]
    return { origins: new Set(known.map((one) => new URL(one).origin)), hosts: new Set(known.flatMap(hostsOf)) }
  }
  let reckoned: { at: number; customer: Names; staff: Names } | null = null
  /** Read once: every request asks. The port is known when the server listens. */
  const names = (side: Side): Names => {
    const at = port()
    if (reckoned?.at !== at) reckoned = { at, customer: namesOf('customer', at), staff: namesOf('staff', at) }
    return reckoned[side]
  }
  return {
    isOrigin: (side, origin) => origin === null || names(side).origins.has(origin),
    isHost: (side, asked) => asked !== undefined && names(side).hosts.has(asked.toLowerCase()),
  }
}

/** As a Host header names it: the standard port may stand there or not. */
function hostsOf(origin: string): string[] {
  const { host, hostname, port, protocol } = new URL(origin)
  return port === '' ? [host, `${hostname}:${protocol === 'https:' ? 443 : 80}`] : [host]
}

/**
 * Holds every door to the names: the staff's by the name that is asked and, where something is changed, by the page that
 * asks; the customers' by the page, with CORS. Judged by the route that was found, as an address has many spellings.
 *
 * @throws Refused `request.origin_not_allowed`
 */
export function guardDoors(app: FastifyInstance, names: KnownNames, hostOf: HostReader): void {
  const warn = sparingly(app.log)
  app.addHook('onRequest', (request, reply, done) => {
    const { url, config } = request.routeOptions
    // Where nothing was found there is no route; a page may still read that.
    const door = url ?? request.url
    const { origin } = request.headers
    if (isStaffDoor(door, config)) {
      const host = hostOf(request.raw)
      const isPageKnown = SAFE_METHODS.has(request.method) || names.isOrigin('staff', origin ?? null)
      if (isPageKnown && names.isHost('staff', host)) return done()
      request.log.info({ origin, host }, 'refused: neither PUBLIC_URL nor a name of this machine')
      return done(new Refused('request.origin_not_allowed'))
    }
    if (!isCustomerDoor(door)) return done()
    reply.header('vary', 'origin')
    if (origin === undefined) return done()
    if (!names.isOrigin('customer', origin)) {
      warn('a page was refused: if it is the wallet’s, name its origin in WIDGET_ORIGINS', { origin: origin.slice(0, 200) })
      return done(new Refused('request.origin_not_allowed'))
    }
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', 'retry-after, content-disposition, date')
    done()
  })
  for (const door of CUSTOMER_DOORS) {
    app.options(`${door}*`, { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) =>
      reply
        .header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
        .header('access-control-allow-headers', 'authorization, content-type, accept-language, priority')
        .header('access-control-max-age', '7200')
        .code(204)
        .send(),
    )
  }
}

const isCustomerDoor = (door: string): boolean => CUSTOMER_DOORS.some((one) => door.startsWith(one))

const isStaffDoor = (door: string, { permission }: FastifyContextConfig): boolean =>
  door.startsWith(STAFF_DOORS) || (permission !== undefined && permission !== 'public' && permission !== 'customer')
