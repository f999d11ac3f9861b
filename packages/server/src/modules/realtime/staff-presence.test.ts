import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { WebSocket } from 'ws'
import type { StaffActor } from '../../platform/actor.ts'
import { Refused } from '../../platform/refused.ts'
import { anAgent, aServer } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { until } from '../../testing/settle.ts'
import type { Intake } from '../intake/api.ts'
import { startGateway } from './api.ts'

const { db } = await testDatabase()
const { runner, bus } = await aServer(db)
/** Session by id: whose it is. */
const sessions = new Map<string, StaffActor>()
const expiresAt = new Date(Date.now() + 3600_000)

const server = createServer()
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const gateway = startGateway({
  admission: { admit: () => {} },
  server,
  runner,
  hot: runner,
  bus,
  intake: {} as Intake, // nobody writes here
  log: pino({ level: 'silent' }),
  nodeId: randomUUID(),
  socketsPerVisitor: 3,
  socketsPerAddress: 100,
  countSockets() {},
  customerSignIn: () => Promise.reject(new Refused('auth.required')),
  async staffSignIn(request) {
    const sessionId = String(request.headers['x-session'])
    const actor = sessions.get(sessionId)
    if (actor === undefined) throw new Refused('auth.required')
    return { actor, sessionId, self: '', expiresAt }
  },
  sessionCheck: (ids) =>
    Promise.resolve(new Map(ids.flatMap((id) => (sessions.has(id) ? [[id, { actor: sessions.get(id) as StaffActor, self: '', expiresAt }]] : [])))), // looked for just before
  mayConnect: () => true,
  addressOf: (request) => request.socket.remoteAddress ?? '',
})
after(async () => {
  await gateway.close()
  server.close()
})
const { port } = server.address() as AddressInfo // listens on TCP

async function signedIn(): Promise<{ sessionId: string; agent: StaffActor }> {
  const agent = await anAgent(db)
  const sessionId = randomUUID()
  sessions.set(sessionId, agent)
  return { sessionId, agent }
}

/** A tab of this session that has said hello, and the connection under it. */
async function aTab(sessionId: string): Promise<{ socket: WebSocket; tcp: Socket }> {
  const tcp = connect(port, '127.0.0.1')
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/staff`, { headers: { 'x-session': sessionId }, createConnection: () => tcp })
  socket.on('error', () => {})
  await once(socket, 'open')
  const greeted = once(socket, 'message')
  socket.send(JSON.stringify({ t: 'hello', token: null, language: 'en' }))
  await greeted
  return { socket, tcp }
}

type Lease = { state: string; left: number; until: Date }
async function leaseOf(sessionId: string): Promise<Lease | undefined> {
  const { rows } = await sql<Lease>`
    select state, extract(epoch from seen_until - now())::float8 as left, seen_until as until from staff_connection where device_id = ${sessionId}`.execute(db)
  return rows[0]
}
const becomes = (sessionId: string, state: string, withinMs = 10_000): Promise<void> =>
  until(`the device to be ${state}`, async () => (await leaseOf(sessionId))?.state === state, { withinMs })
const databaseTime = async (): Promise<Date> => (await sql<{ now: Date }>`select now() as now`.execute(db)).rows[0]?.now ?? assert.fail()

test('several tabs are one device, there until the last is closed; then it has its lease to come back', async () => {
  const { sessionId } = await signedIn()
  const tabs = [await aTab(sessionId), await aTab(sessionId)]
  await becomes(sessionId, 'connected')
  tabs[0]?.socket.close()
  await until('one socket to be left', () => [...gateway.connections].length === 1)
  tabs[1]?.socket.close()
  await becomes(sessionId, 'closed')
  const left = (await leaseOf(sessionId))?.left ?? 0
  assert.ok(left > 20 && left <= 27, `${left} s`)
  const again = await aTab(sessionId)
  await becomes(sessionId, 'connected')
  again.socket.terminate()
})

test('a session that is over ends its lease at once', async () => {
  const { sessionId, agent } = await signedIn()
  await aTab(sessionId)
  await becomes(sessionId, 'connected')
  sessions.delete(sessionId)
  bus.publish({ kind: 'rights', staffId: agent.staffId })
  await becomes(sessionId, 'ended')
  assert.ok(((await leaseOf(sessionId))?.left ?? 1) <= 0)
})

test('a laptop that is closed, its connection stalled and never ended, is gone within 30 seconds; its neighbour stays', async () => {
  const [closed, open] = [await signedIn(), await signedIn()]
  const stalled = await aTab(closed.sessionId)
  const neighbour = await aTab(open.sessionId)
  await becomes(closed.sessionId, 'connected')
  stalled.tcp.pause()
  const stalledAt = await databaseTime()
  await becomes(closed.sessionId, 'closed', 15_000)
  const { until: goneAt } = (await leaseOf(closed.sessionId)) ?? assert.fail()
  const afterMs = goneAt.getTime() - stalledAt.getTime()
  assert.ok(afterMs > 20_000 && afterMs <= 28_000, `gone after ${afterMs} ms, and the watch looks every two seconds`)
  assert.equal((await leaseOf(open.sessionId))?.state, 'connected')
  stalled.tcp.destroy()
  neighbour.socket.terminate()
})

test('an ordered stop leaves everybody a whole lease, and no gateway behind', async () => {
  const { sessionId } = await signedIn()
  await aTab(sessionId)
  await becomes(sessionId, 'connected')
  await gateway.close()
  assert.deepEqual([(await leaseOf(sessionId))?.state, Math.round((await leaseOf(sessionId))?.left ?? 0) >= 20], ['closed', true])
  const { rows } = await sql`select from gateway_lease where seen_until > now()`.execute(db)
  assert.equal(rows.length, 0)
})
