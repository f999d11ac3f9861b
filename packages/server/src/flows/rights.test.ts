/** Rights that are lost close or end what was open with them, within five seconds, on every server. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { CLOSE } from '@yingda/protocol/realtime.ts'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, aVisitor, type Colleague } from './callers.ts'
import { aDesk } from './desk.ts'
import { called, dial, type Line } from './line.ts'
import { ok, started } from './talk.ts'

const database = await testDatabase()
const { db } = database
const env = { ROLES: 'api,gateway' }
const desks = [await aDesk(database, { env }), await aDesk(database, { env })] as const
const [near] = desks
await Promise.all(desks.map((desk) => desk.start()))
const admin = await aColleague(near, { role: 'admin' })

/** One line to every server, each looking at these streams. */
async function linesOf(who: Colleague, streams: readonly string[]): Promise<Line[]> {
  return Promise.all(
    desks.map(async (desk) => {
      const line = await called(desk, who)
      for (const stream of streams) {
        line.say({ t: 'subscribe', stream, after: 0 })
        await line.next('live', (frame) => frame.stream === stream)
      }
      return line
    }),
  )
}

const change = (who: Colleague, over: object) =>
  admin.put(`/admin/staff/${who.actor.staffId}`, { name: who.actor.name, role: who.actor.role, teamIds: who.actor.teamIds, capacity: 5, active: true, ...over })

test('a session that ended closes its sockets', async () => {
  const agent = await aColleague(near)
  const lines = await linesOf(agent, [])
  ok(await agent.post('/session/sign-out'))
  for (const line of lines) assert.equal(await line.closed(5000), CLOSE.ended)
})

test('a session ended from another device closes its sockets, and no others', async () => {
  const [agent, other] = [await aColleague(near), await aColleague(near)]
  const lines = await linesOf(agent, [])
  const others = await linesOf(other, [])
  ok(await agent.delete(`/session/sessions/${agent.sessionId}`))
  for (const line of lines) assert.equal(await line.closed(5000), CLOSE.ended)
  for (const line of others) {
    line.say({ t: 'ping' })
    await line.next('pong')
  }
})

test('who goes away in one window, or is given a team, is told so in every window, and nobody else is', async () => {
  const [agent, other] = [await aColleague(near), await aColleague(near)]
  const [lines, others] = [await linesOf(agent, []), await linesOf(other, [])]
  ok(await agent.put('/session/availability', { available: false }))
  for (const line of lines) await line.next('you')
  ok(await change(agent, { teamIds: [await aTeam(db, { questionTypes: [] })] }))
  for (const line of lines) await line.next('you')
  assert.ok(others.every((line) => !line.frames.some((frame) => frame.t === 'you')))
})

test('a team that is renamed is told to the windows of its people and of every admin, and to nobody else', async () => {
  const teamId = await aTeam(db, { questionTypes: [] })
  const [agent, other] = [await aColleague(near, { teamIds: [teamId] }), await aColleague(near)]
  const told = [...(await linesOf(agent, [])), ...(await linesOf(admin, []))]
  const others = await linesOf(other, [])
  ok(await admin.put(`/admin/teams/${teamId}`, { nameZh: '大额组', nameEn: 'Large amounts', questionTypes: [] }))
  for (const line of told) await line.next('you', undefined, 5000)
  assert.ok(others.every((line) => !line.frames.some((frame) => frame.t === 'you')))
})

test('who is let go is out at once', async () => {
  const agent = await aColleague(near)
  const lines = await linesOf(agent, [])
  ok(await change(agent, { active: false }))
  for (const line of lines) assert.equal(await line.closed(5000), CLOSE.ended)
  assert.equal((await agent.get('/conversations')).body.code, 'auth.required')
})

test('who loses a team loses its queue and its conversations, and keeps what he holds', async () => {
  const teamId = await aTeam(db, { questionTypes: ['payment'] })
  const agent = await aColleague(near, { teamIds: [teamId] })
  const [held, notHeld] = [await started(await aKnownCustomer(near), 'payment', 'mine'), await started(await aKnownCustomer(near), 'payment', 'not mine')]
  ok(await agent.put(`/conversations/${held}/assignee`, { agentId: agent.actor.staffId }))
  const streams = [`queue:${teamId}`, `conversation:${notHeld}`, `conversation:${held}`]
  const lines = await linesOf(agent, streams)
  ok(await change(agent, { teamIds: [] }))
  for (const line of lines) {
    const told = [await line.next('unsubscribed', undefined, 5000), await line.next('unsubscribed', undefined, 1000)]
    assert.deepEqual(told.map(({ stream, code }) => `${stream.split(':')[0]} ${code}`).toSorted(), [
      'conversation conversation.not_found',
      'queue permission.denied',
    ])
    line.say({ t: 'subscribe', stream: `queue:${teamId}`, after: 0 })
    await line.next('unsubscribed', (frame) => frame.stream === `queue:${teamId}`)
    assert.equal(line.closedWith(), null)
  }
  assert.equal((await agent.get(`/conversations/${notHeld}`)).body.code, 'conversation.not_found')
  ok(await agent.get(`/conversations/${held}`))
})

test('who loses a permission loses what it opened; what is restricted leaves whoever may not see it', async () => {
  const teamId = await aTeam(db, { questionTypes: ['refund'] })
  const [lead, agent] = [await aColleague(near, { role: 'lead', teamIds: [teamId] }), await aColleague(near, { teamIds: [teamId] })]
  const id = await started(await aKnownCustomer(near), 'refund', 'delicate')
  const [leads, agents] = [await linesOf(lead, [`conversation:${id}`]), await linesOf(agent, [`conversation:${id}`])]
  ok(await admin.put(`/conversations/${id}/restriction`, { restricted: true }))
  for (const line of agents) assert.equal((await line.next('unsubscribed', undefined, 5000)).code, 'conversation.not_found')
  assert.ok(leads.every((line) => !line.frames.some((frame) => frame.t === 'unsubscribed')))
  ok(await change(lead, { role: 'agent' }))
  for (const line of leads) assert.equal((await line.next('unsubscribed', undefined, 5000)).code, 'conversation.not_found')
})

test('who loses a conversation is no longer there for the customer, at once', async () => {
  const teamId = await aTeam(db, { questionTypes: ['access'] })
  const agent = await aColleague(near, { teamIds: [teamId] })
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'access', 'who is there')
  const isThere = async (): Promise<boolean> => ok(await customer.get(`/conversations/${id}/state`)).body.agents.online
  // One window only looks: it has subscribed to nothing.
  const lines = [...(await linesOf(agent, [`conversation:${id}`])), await called(near, agent)]
  for (const line of lines) line.say({ t: 'viewing', conversationId: id as never })
  await until('the agent is there', isThere)
  const own = await called(near, customer)
  own.say({ t: 'subscribe', stream: `conversation:${id}`, after: 0 })
  await own.next('state', (frame) => frame.state.agents.online)

  ok(await change(agent, { teamIds: [] }))
  await own.next('state', (frame) => !frame.state.agents.online)
  assert.equal(await isThere(), false)
  const { rows } = await sql<{
    left: boolean
  }>`select viewing_until is null as left from participant where conversation_id = ${id} and party = ${agent.actor.staffId}`.execute(db)
  assert.deepEqual(rows, [{ left: true }], 'withdrawn, not left to lapse')
})

test('a visitor who joins a customer, or is blocked, is put out everywhere', async () => {
  for (const how of ['joined', 'blocked'] as const) {
    const visitor = await aVisitor(near)
    const id = await started(visitor, 'payment', how)
    const lines = await Promise.all(desks.map((desk) => called(desk, visitor)))
    const { customer_id: customerId } = (await sql<{ customer_id: string }>`select customer_id from conversation where id = ${id}`.execute(db)).rows[0] ?? {
      customer_id: '',
    }
    if (how === 'joined') ok(await (await aKnownCustomer(near)).post('/join', { deviceSecret: visitor.token.slice('visitor.'.length) }))
    else ok(await admin.post(`/customers/${customerId}/block`, { hours: 1, reason: 'abuse' }))
    for (const line of lines) assert.equal(await line.closed(5000), CLOSE.ended, how)
  }
})

test('a lead who has no second factor yet opens no socket', async () => {
  const lead = await aColleague(near, { role: 'lead' })
  await sql`update staff set totp_secret = null where id = ${lead.actor.staffId}`.execute(db)
  const line = await dial(near, { side: 'staff', headers: lead.headers })
  line.say({ t: 'hello', token: null, language: 'en' })
  assert.equal((await line.next('refused')).code, 'auth.second_factor_setup_required')
  await line.closed()
})
