/** Who may use a route is part of the route: one without it stops the start. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Permission } from '@yingda/protocol/permissions.ts'
import type { CustomerActor, StaffActor } from '../actor.ts'
import { Refused } from '../refused.ts'

/** `public` = anybody, `customer` = a customer's or visitor's token, else the staff permission it needs. */
export type Access = Permission | 'public' | 'customer'

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Access
    /** A staff action that needs a second proof not older than five minutes. */
    stepUp?: true
  }
  interface FastifyRequest {
    /** Set where the route's permission is `customer`. */
    customer: CustomerActor | null
    /** Set where the route's permission is a staff permission. */
    staff: StaffSession | null
  }
}

export type StaffSession = {
  sessionId: string
  actor: StaffActor
  /** A lead or admin without a second factor may only set one up. */
  setupRequired: boolean
  steppedUp: boolean
}

/** What the platform needs to know of people and does not know itself; filled in `app.ts`. */
export type AccessPorts = {
  /** @throws Refused `auth.required` | `auth.expired` | `auth.csrf` (unsafe method without the CSRF header) */
  staffSession(request: FastifyRequest): Promise<StaffSession>
  /** @throws Refused `auth.required` | `auth.invalid_token` | `auth.expired` | `visitor.blocked` */
  customerActor(request: FastifyRequest): Promise<CustomerActor>
}

export type RouteAccess = { method: string; url: string; permission: Access; stepUp: boolean }

/** Folders whose routes are made by a plugin that serves files; they hold nothing that is not public. */
const PUBLIC_FOLDERS = ['/docs', '/console', '/widget']

function accessOf(url: string, named: Access | undefined): Access {
  const inPublicFolder = PUBLIC_FOLDERS.some(
    (folder) => url === folder || url.startsWith(`${folder}/`) || url.startsWith(`${folder}.`) || url.startsWith(`${folder}-`),
  )
  const permission = named ?? (inPublicFolder ? 'public' : undefined)
  if (permission === undefined) throw new Error(`route ${url} names no permission`)
  return permission
}

/** Adds the checks to every route registered after this. Returns the running server's own list of routes. */
export function guardRoutes(app: FastifyInstance, ports: AccessPorts): readonly RouteAccess[] {
  const routes: RouteAccess[] = []
  app.decorateRequest('customer', null)
  app.decorateRequest('staff', null)

  app.addHook('onRoute', (route) => {
    const permission = accessOf(route.url, route.config?.permission)
    route.config = { ...route.config, permission }
    const methods = Array.isArray(route.method) ? route.method : [route.method]
    for (const method of methods) routes.push({ method, url: route.url, permission, stepUp: route.config?.stepUp === true })
  })

  // After every onRequest hook, so that a refusal carries the headers they set; before a byte of the body is parsed.
  app.addHook('preParsing', async (request) => {
    const { permission, stepUp } = request.routeOptions.config
    // Only the answer to an address that does not exist has none.
    if (permission === undefined || permission === 'public') return
    if (permission === 'customer') {
      request.customer = await ports.customerActor(request)
      return
    }
    const session = await ports.staffSession(request)
    if (session.setupRequired && permission !== 'self.manage') throw new Refused('auth.second_factor_setup_required')
    if (!session.actor.permissions.has(permission)) throw new Refused('permission.denied', { permission })
    if (stepUp === true && !session.steppedUp) throw new Refused('auth.step_up_required')
    request.staff = session
  })
  return routes
}

/** The customer of a route whose permission is `customer`. */
export function customerOf(request: FastifyRequest): CustomerActor {
  if (request.customer === null) throw new Error(`${request.routeOptions.url} asked for a customer but is not a customer route`)
  return request.customer
}

/** The member of staff of a route that names a staff permission. */
export function staffOf(request: FastifyRequest): StaffActor {
  return staffSessionOf(request).actor
}

export function staffSessionOf(request: FastifyRequest): StaffSession {
  if (request.staff === null) throw new Error(`${request.routeOptions.url} asked for staff but is not a staff route`)
  return request.staff
}
