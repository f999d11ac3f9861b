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
import { assignConversation, life } from '../conversation/api.ts'
import { assignWaiting } from '../routing/assign-waiting.ts'
import { renewConnections } from '../workforce/api.ts'
import { lookOnce } from './api.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)
const { run } = server.runner
const look = (): Promise<void> => lookOnce(server.runner, pino({ level: 'silent' }))
const route = (): Promise<unknown> => run(SYSTEM, (ctx) => assignWaiting(ctx))
const gateway = randomUUID()

const is = ({ staffId }: StaffActor, state: 'connected' | 'ended'): Promise<void> =>
  renewConnections(db, gateway, [{ staffId, deviceId: staffId, state, silentMs: 0 }])
const inTeam = (teamId: TeamId): Promise<StaffActor> => anAgent(db, { teamIds: [teamId], capacity: 1 })
const holderOf = async (id: ConversationId): Promise<string | null> => (await assertReplays(server.runner, id)).assigneeId

async function waiting(teamId: TeamId): Promise<{ id: ConversationId; customer: CustomerActor }> {
  clock.advance(1000)
  const customer = await aCustomer(db)
  return { id: (await aConversation(server.runner, customer, { teamId, status: 'waiting' })).id, customer }
}

beforeEach(async () => {
  await renewConnections(db, gateway, [])
  await sql`update gateway_lease set up_since = now() - interval '1 hour'`.execute(db)
})

test('whoever comes online drains the oldest first, and what a gone agent left keeps its place before those who came later', async () => {
  const teamId = await aTeam(db)
  const [leaves, comes] = [await inTeam(teamId), await inTeam(teamId)]
  await is(leaves, 'connected')
  const first = await waiting(teamId)
  await route()
  assert.equal(await holderOf(first.id), leaves.staffId)
  const [second, third] = [await waiting(teamId), await waiting(teamId)]
  await is(leaves, 'ended')
  await look()
  await is(comes, 'connected')
  for (const { id } of [first, second, third]) {
    await route()
    assert.equal(await holderOf(id), comes.staffId)
    await run(comes, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
  }
})

async function resolvedBy(agent: StaffActor, teamId: TeamId): Promise<{ id: ConversationId; customer: CustomerActor }> {
  const { id, customer } = await waiting(teamId)
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'routed' }))
  await run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
  return { id, customer }
}
const writes = ({ id, customer }: { id: ConversationId; customer: CustomerActor }) =>
  server.post(customer, { conversationId: id, clientId: aClientId(), text: '还是没到', attachmentIds: [], followUp: 'nothing' })

test('reopened work goes to its last agent if he is there, else to another who is', async () => {
  const teamId = await aTeam(db)
  const [last, other] = [await inTeam(teamId), await inTeam(teamId)]
  const [returns, moves] = [await resolvedBy(last, teamId), await resolvedBy(last, teamId)]
  await is(other, 'connected')
  await is(last, 'connected')
  await writes(returns)
  await route()
  assert.equal(await holderOf(returns.id), last.staffId)
  await run(last, (ctx) => life.resolveConversation(ctx, { conversationId: returns.id, outcome: 'answered' }))
  await is(last, 'ended')
  await writes(moves)
  await route()
  assert.equal(await holderOf(moves.id), other.staffId)
})

test('reopened by the customer while the last agent is there but not available: another has it', async () => {
  const teamId = await aTeam(db)
  const [last, other] = [await inTeam(teamId), await inTeam(teamId)]
  const ended = await resolvedBy(last, teamId)
  await Promise.all([is(last, 'connected'), is(other, 'connected')])
  await sql`update staff set available = false where id = ${last.staffId}`.execute(db)
  await writes(ended)
  await route()
  assert.equal(await holderOf(ended.id), other.staffId)
})
