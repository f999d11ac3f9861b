import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import pino from 'pino'
import type { CustomerActor, StaffActor } from '../../platform/actor.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, life, releaseFromGone } from '../conversation/api.ts'
import { renewConnections } from '../workforce/api.ts'
import { lookOnce } from './api.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)
const { run } = server.runner
const look = (): Promise<void> => lookOnce(server.runner, pino({ level: 'silent' }))
const gateway = randomUUID()

type State = 'connected' | 'closed' | 'ended'
const there = (agent: StaffActor, state: State = 'connected'): Promise<void> =>
  renewConnections(db, gateway, [{ staffId: agent.staffId, deviceId: agent.staffId, state, silentMs: 0 }])
/** His lease has lapsed, and the gateway has been there all the time. */
const lapsed = (agent: StaffActor) => sql`update staff_connection set seen_until = now() - interval '1 second' where staff_id = ${agent.staffId}`.execute(db)

beforeEach(async () => {
  await renewConnections(db, gateway, [])
  await sql`update gateway_lease set up_since = now() - interval '1 hour'`.execute(db)
})

type Meeting = { id: ConversationId; agent: StaffActor; customer: CustomerActor; teamId: TeamId }

async function aMeeting(): Promise<Meeting> {
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  await there(agent)
  return { ...(await heldBy(agent, teamId)), agent, teamId }
}
async function heldBy(agent: StaffActor, teamId: TeamId): Promise<{ id: ConversationId; customer: CustomerActor }> {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId, status: 'waiting' })
  clock.advance(1000)
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'routed' }))
  return { id, customer }
}
const say = (conversationId: ConversationId, actor: StaffActor | CustomerActor, followUp: 'nothing' | 'await_customer' = 'nothing') =>
  server.post(actor, { conversationId, clientId: aClientId(), text: '在吗', attachmentIds: [], followUp })
const state = (id: ConversationId) => assertReplays(server.runner, id)
const passedOn = async (id: ConversationId): Promise<unknown[]> =>
  (
    await sql<{ why: unknown }>`select data->>'why' as why from entry where stream_id = ${id} and type = 'conversation.transferred' order by seq`.execute(db)
  ).rows.map(({ why }) => why)

test('what a gone agent owes goes back into line with its place, once, however many look; he stays available', async () => {
  const { id, agent, teamId } = await aMeeting()
  const { queuedAt: place } = await state(id)
  await look()
  assert.equal((await state(id)).assigneeId, agent.staffId)
  await lapsed(agent)
  await Promise.all(Array.from({ length: 8 }, look))
  const after = await state(id)
  assert.deepEqual([after.status, after.assigneeId, after.teamId, after.queuedAt], ['waiting', null, teamId, place])
  assert.deepEqual(await passedOn(id), ['agent_gone'])
  const { rows } = await sql<{ available: boolean }>`select available from staff where id = ${agent.staffId}`.execute(db)
  assert.deepEqual(rows, [{ available: true }])
})

test('what waits for the customer stays with him until the customer writes; then it goes into line', async () => {
  const { id, agent, customer } = await aMeeting()
  await say(id, agent, 'await_customer')
  await there(agent, 'ended')
  await look()
  const quiet = await state(id)
  assert.deepEqual([quiet.status, quiet.assigneeId], ['awaiting_customer', agent.staffId])
  await say(id, customer)
  await look()
  const after = await state(id)
  assert.deepEqual([after.status, after.assigneeId, await passedOn(id)], ['waiting', null, ['agent_gone']])
})

test('the customer writes to him who is there: it stays his', async () => {
  const { id, agent, customer } = await aMeeting()
  await say(id, agent, 'await_customer')
  await say(id, customer)
  await look()
  assert.equal((await state(id)).assigneeId, agent.staffId)
})

test('signed out: at once; tab closed: not before the lease; not available: never', async () => {
  const [signedOut, closed, away] = [await aMeeting(), await aMeeting(), await aMeeting()]
  await there(signedOut.agent, 'ended')
  await there(closed.agent, 'closed')
  await sql`update staff set available = false where id = ${away.agent.staffId}`.execute(db)
  await look()
  assert.equal((await state(signedOut.id)).assigneeId, null)
  assert.equal((await state(closed.id)).assigneeId, closed.agent.staffId)
  await lapsed(closed.agent)
  await look()
  assert.equal((await state(closed.id)).assigneeId, null)
  assert.equal((await state(away.id)).assigneeId, away.agent.staffId)
})

test('who works without ever having been connected is not gone', async () => {
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const { id } = await heldBy(agent, teamId)
  await look()
  assert.equal((await state(id)).assigneeId, agent.staffId)
})

test('he is back, or has passed it on, between the look and the repair: nothing is taken', async () => {
  const { id, agent, teamId } = await aMeeting()
  const other = await anAgent(db, { teamIds: [teamId] })
  await lapsed(agent)
  const { rows } = await sql<never>`select * from obligation where conversation_id = ${id} and open`.execute(db)
  const [obligation = assert.fail()] = rows
  await there(agent)
  assert.equal(await run(SYSTEM, (ctx) => releaseFromGone(ctx, obligation)), null)
  await lapsed(agent)
  await run(other, (ctx) => assignConversation(ctx, { conversationId: id, agentId: other.staffId, how: 'taken', mayTakeOver: true }))
  assert.equal(await run(SYSTEM, (ctx) => releaseFromGone(ctx, obligation)), null)
  assert.equal((await state(id)).assigneeId, other.staffId)
})

test('left behind by a process that died: an obligation whose owner has been gone for a day is found and put right', async () => {
  const { id, agent } = await aMeeting()
  await sql`update staff_connection set seen_until = now() - interval '1 day', node_id = gen_random_uuid() where staff_id = ${agent.staffId}`.execute(db)
  await look()
  assert.deepEqual([(await state(id)).status, await passedOn(id)], ['waiting', ['agent_gone']])
  await run(SYSTEM, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
})
