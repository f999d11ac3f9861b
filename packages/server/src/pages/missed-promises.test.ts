import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { pino } from 'pino'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { assignConversation, life } from '../modules/conversation/api.ts'
import { lookOnce } from '../modules/watch/api.ts'
import type { StaffActor } from '../platform/actor.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { fixedClock } from '../testing/fixed-clock.ts'
import { listConversations } from './conversation-rows.ts'
import { missedPromises } from './missed-promises.ts'

const MINUTE_MS = 60_000
const { db } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)
const { runner } = server
const log = pino({ level: 'silent' })
let team: TeamId
let agent: StaffActor
let lead: StaffActor
let admin: StaffActor

beforeEach(async () => {
  await sql`truncate conversation, obligation, team, staff cascade`.execute(db)
  await sql`update promise set release_minutes = null`.execute(db)
  team = await aTeam(db)
  agent = await anAgent(db, { teamIds: [team], name: '何佳' })
  lead = await anAgent(db, { role: 'lead', teamIds: [team] })
  admin = await anAgent(db, { role: 'admin' })
})

const toldTo = async (actor: StaffActor) => (await runner.query(actor, (ctx) => missedPromises({ ...ctx, actor }))).missed
const held = async (): Promise<ConversationId> => {
  const { id } = await aConversation(runner, await aCustomer(db), { teamId: team, status: 'waiting' })
  await runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  return id
}
const later = async (minutes: number): Promise<void> => {
  clock.advance(minutes * MINUTE_MS)
  await lookOnce(runner, log)
}

test('before it is over the holder’s row says so; once it is, who leads the team is told, until it is answered', async () => {
  const id = await held()
  const said = async () => {
    const query = { view: 'desk', status: 'any', limit: 50 } as const
    return (await runner.query(agent, (ctx) => listConversations({ ...ctx, actor: agent }, query))).rows[0]?.promise?.said
  }
  assert.equal(await said(), null)
  await later(4)
  assert.deepEqual([await said(), await toldTo(lead)], ['at_risk', []])
  await later(60)
  assert.equal(await said(), 'missed')
  const [missed, ...others] = await toldTo(lead)
  assert.deepEqual([missed?.conversationId, missed?.customerName, missed?.holderName, missed?.kind, others], [id, '陈雨薇', '何佳', 'first_reply', []])
  await server.post(agent, { conversationId: id, clientId: aClientId(), text: '已经查到了', attachmentIds: [], followUp: 'nothing' })
  assert.deepEqual(await toldTo(lead), [])
})

test('a lead of another team is not told; an admin is, where nobody leads the team', async () => {
  const stranger = await anAgent(db, { role: 'lead', teamIds: [await aTeam(db, { questionTypes: ['access'] })] })
  const id = await held()
  await later(60)
  assert.deepEqual([(await toldTo(stranger)).length, (await toldTo(admin)).length, (await toldTo(agent)).length], [0, 0, 0])
  await sql`update staff set active = false where id = ${lead.staffId}`.execute(db)
  assert.deepEqual(
    (await toldTo(admin)).map(({ conversationId }) => conversationId),
    [id],
  )
})

test('what nobody holds is told too, the latest first; what the bot owes is not', async () => {
  const first = await held()
  await later(30)
  const { id: second } = await aConversation(runner, await aCustomer(db), { teamId: team, status: 'waiting' })
  const customer = await aCustomer(db)
  const { id: botsOwn } = await aConversation(runner, customer, { teamId: team })
  await later(30)
  await server.post(customer, { conversationId: botsOwn, clientId: aClientId(), text: '在吗', attachmentIds: [], followUp: 'nothing' })
  assert.deepEqual(
    (await toldTo(lead)).map(({ conversationId, holderName }) => [conversationId, holderName]),
    [
      [second, null],
      [first, '何佳'],
    ],
  )
})

test('what was answered and not resolved in time is told, once a conversation, and no longer when it is resolved', async () => {
  const id = await held()
  await server.post(agent, { conversationId: id, clientId: aClientId(), text: '我去查一下', attachmentIds: [], followUp: 'nothing' })
  const told = async () => (await toldTo(lead)).map(({ conversationId, kind }) => [conversationId, kind])
  await later(400)
  assert.deepEqual(await told(), [])
  await later(100)
  assert.deepEqual(await told(), [[id, 'resolution']])
  const { rows } = await runner.query(agent, (ctx) => listConversations({ ...ctx, actor: agent }, { view: 'desk', status: 'any', limit: 50 }))
  assert.deepEqual([rows[0]?.promise, rows[0]?.resolution?.said], [null, 'missed'])
  await runner.run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
  assert.deepEqual(await told(), [])
})
