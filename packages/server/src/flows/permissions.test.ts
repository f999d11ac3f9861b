/** Every route of the running server, with everybody who could ask. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { ROLE_PERMISSIONS, ROLES, type Role } from '@yingda/protocol/permissions.ts'
import { buildHttp, type Http } from '../platform/http/app.ts'
import type { RouteAccess } from '../platform/http/access.ts'
import { testDatabase } from '../testing/database.ts'
import { aColleague, aKnownCustomer, ask, type Answer, type Colleague } from './callers.ts'
import { aDesk } from './desk.ts'
import { refused } from './talk.ts'

const desk = await aDesk(await testDatabase())
const doors = desk.app.routes.filter((route) => route.url.startsWith('/api/') && route.method !== 'HEAD')
const staffDoors = doors.filter((route) => route.permission !== 'public' && route.permission !== 'customer')

const addressOf = ({ url: pattern }: RouteAccess): string => pattern.replace(/:seq/g, '1').replace(/:\w+/g, randomUUID())
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const call = (route: RouteAccess, headers: Readonly<Record<string, string>>): Promise<Answer> =>
  ask(desk, route.method as Method, addressOf(route), route.method === 'GET' || route.method === 'DELETE' ? undefined : {}, { headers }) // the list holds no other method
const nameOf = (route: RouteAccess): string => `${route.method} ${route.url}`
const AT_THE_DOOR = [
  'auth.required',
  'auth.expired',
  'auth.invalid_token',
  'auth.csrf',
  'auth.step_up_required',
  'permission.denied',
  'request.origin_not_allowed',
]
const letIn = (answer: Answer): boolean => !AT_THE_DOOR.includes(answer.body?.code)

test('a route that names no permission stops the start', async () => {
  const ports = { staffSession: () => Promise.reject(new Error('unused')), customerActor: () => Promise.reject(new Error('unused')) }
  const { app }: Http = buildHttp({ log: pino({ level: 'silent' }), ports, trustProxy: false })
  assert.throws(() => app.get('/api/staff/forgotten', async () => ({})), /forgotten names no permission/)
})

test('the list is that of the running server: it holds every resource that is promised', () => {
  const resources = new Set(doors.map((route) => route.url.split('/').slice(2, 4).join('/')))
  for (const resource of [
    'customer/conversations',
    'customer/visitors',
    'customer/attachments',
    'staff/conversations',
    'staff/search',
    'staff/admin',
    'staff/session',
    'staff/colleagues',
  ]) {
    assert.ok(resources.has(resource), `${resource} is missing`)
  }
  assert.ok(staffDoors.length > 40 && doors.length > staffDoors.length)
})

test('nobody, and a customer, gets through no door of the staff', async () => {
  const customer = await aKnownCustomer(desk)
  for (const route of staffDoors) {
    refused(await call(route, {}), 'auth.required')
    refused(await call(route, customer.headers), 'auth.required')
    refused(await call(route, { cookie: `yingda_session=${randomUUID()}` }), 'auth.required')
  }
})

test('no member of staff gets through a customer’s door', async () => {
  const admin = await aColleague(desk, { role: 'admin' })
  for (const route of doors.filter((one) => one.permission === 'customer')) refused(await call(route, admin.headers), 'auth.required')
})

/** What an agent must be kept from, written out: the roles' own table is not asked twice. */
const NOT_FOR_AGENTS = [
  'DELETE /api/staff/admin/teams/:id',
  'DELETE /api/staff/calendars/:id',
  'DELETE /api/staff/canned-replies/:id',
  'DELETE /api/staff/customers/:customerId/block',
  'GET /api/staff/admin/capacity-weights',
  'GET /api/staff/admin/staff',
  'GET /api/staff/admin/teams',
  'GET /api/staff/alarms',
  'GET /api/staff/calendars',
  'GET /api/staff/conversations/:conversationId/export',
  'GET /api/staff/overflow',
  'GET /api/staff/promises/missed',
  'GET /api/staff/reconciliation',
  'GET /api/staff/setting-changes',
  'GET /api/staff/undelivered',
  'GET /api/staff/waits/accuracy',
  'GET /api/staff/wallboard',
  'POST /api/staff/admin/staff',
  'POST /api/staff/admin/staff/:id/invitation',
  'POST /api/staff/admin/teams',
  'POST /api/staff/calendars',
  'POST /api/staff/calendars/preview',
  'POST /api/staff/canned-replies',
  'POST /api/staff/conversations/:conversationId/entries/:seq/redact',
  'POST /api/staff/conversations/:conversationId/undelivered/:seq/retry',
  'POST /api/staff/conversations/:conversationId/undelivered/:seq/settle',
  'POST /api/staff/customers/:customerId/block',
  'POST /api/staff/incidents',
  'POST /api/staff/incidents/:id/end',
  'POST /api/staff/incidents/:id/updates',
  'POST /api/staff/incidents/planned',
  'PUT /api/staff/admin/capacity-weights',
  'PUT /api/staff/admin/staff/:id',
  'PUT /api/staff/admin/teams/:id',
  'PUT /api/staff/calendars/:id',
  'PUT /api/staff/calendars/of-team/:teamId',
  'PUT /api/staff/calendars/of-team/:teamId/days/:date',
  'PUT /api/staff/canned-replies/:id',
  'PUT /api/staff/conversations/:conversationId/restriction',
  'PUT /api/staff/customers/:customerId/care',
  'PUT /api/staff/overflow/of-team/:teamId',
  'PUT /api/staff/promises',
]

const kept: Record<Role, string[]> = { agent: [], lead: [], admin: [] }
for (const role of ROLES) {
  test(`every staff route with the role ${role}: open by permission, closed without`, async () => {
    const steady = await aColleague(desk, { role })
    for (const route of staffDoors) {
      // A door to one's own session may end it: those get somebody of their own.
      const who: Colleague = route.permission === 'self.manage' ? await aColleague(desk, { role }) : steady
      const answer = await call(route, who.headers)
      const may = (ROLE_PERMISSIONS[role] as readonly string[]).includes(route.permission)
      if (may) assert.ok(letIn(answer), `${nameOf(route)} ${answer.status} ${answer.text}`)
      else {
        refused(answer, 'permission.denied')
        assert.equal(answer.status, 403)
        kept[role].push(nameOf(route))
      }
      assert.notEqual(answer.status, 500, `${nameOf(route)} ${answer.text}`)
    }
  })
}

test('an agent is kept from exactly what is written out, a lead from administration, an admin from nothing', () => {
  assert.deepEqual(kept.agent.toSorted(), NOT_FOR_AGENTS)
  assert.deepEqual(
    kept.lead.toSorted(),
    NOT_FOR_AGENTS.filter((name) => name.includes('/admin/')),
  )
  assert.deepEqual(kept.admin, [])
})

test('what needs a fresh proof is closed to an admin who gave none, and every change needs the CSRF value', async () => {
  const admin = await aColleague(desk, { role: 'admin', steppedUp: false })
  const { cookie = '' } = admin.headers
  for (const route of staffDoors) {
    if (route.stepUp) refused(await call(route, admin.headers), 'auth.step_up_required')
    if (route.method !== 'GET') refused(await call(route, { cookie }), 'auth.csrf')
  }
  assert.ok(
    staffDoors.some((route) => route.stepUp && route.url.includes('redact')) && staffDoors.some((route) => route.stepUp && route.url.includes('/admin/')),
  )
})

test('a lead or admin without a second factor may only set one up', async () => {
  for (const role of ['lead', 'admin'] as const) {
    const bare = await aColleague(desk, { role })
    await sql`update staff set totp_secret = null where id = ${bare.actor.staffId}`.execute(desk.database.db)
    for (const route of staffDoors.filter((one) => one.permission !== 'self.manage'))
      refused(await call(route, bare.headers), 'auth.second_factor_setup_required')
  }
})
