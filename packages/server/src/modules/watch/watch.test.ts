import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import pino from 'pino'
import type { StaffActor } from '../../platform/actor.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { until } from '../../testing/settle.ts'
import { assignConversation, handOverFromSilentBot, postBotMessage, requestPerson, setTyping, tellPromise } from '../conversation/api.ts'
import type { ObligationRecord } from '../obligation/api.ts'
import { lookOnce, recentAlarms, startWatch } from './api.ts'
import { WATCH_LOCK } from './watch.ts'

const database = await testDatabase()
const { db } = database
const clock = fixedClock()
const server = await aServer(db, clock)
const { run, query } = server.runner
const log = pino({ level: 'silent' })
const look = (): Promise<void> => lookOnce(server.runner, log)
const MINUTE_MS = 60_000

const say = async (conversationId: ConversationId, actor: Parameters<typeof server.post>[0]): Promise<void> => {
  await server.post(actor, { conversationId, clientId: aClientId(), text: '在吗', attachmentIds: [], followUp: 'nothing' })
}
async function held(): Promise<{ id: ConversationId; agent: StaffActor }> {
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const { id } = await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' })
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'routed' }))
  return { id, agent }
}
const typesOf = async (id: ConversationId): Promise<string[]> =>
  (await sql<{ type: string }>`select type from entry where stream_id = ${id} order by seq`.execute(db)).rows.map(({ type }) => type)
const rowOf = async (id: ConversationId) =>
  (
    await sql<{
      status: string
      assignee_id: string | null
      queued_at: Date
    }>`select status, assignee_id, queued_at from conversation where id = ${id}`.execute(db)
  ).rows[0] ?? assert.fail()
const count = (types: readonly string[], type: string): number => types.filter((one) => one === type).length

test('an answer that is due soon, and one that is late, is said once each', async () => {
  const { id } = await held()
  clock.advance(3 * MINUTE_MS)
  await look()
  assert.equal(count(await typesOf(id), 'promise.at_risk'), 0)
  clock.advance(MINUTE_MS)
  await look()
  await look()
  assert.deepEqual((await typesOf(id)).slice(-1), ['promise.at_risk'])
  clock.advance(MINUTE_MS)
  await Promise.all(Array.from({ length: 8 }, look))
  const types = await typesOf(id)
  assert.deepEqual([count(types, 'promise.at_risk'), count(types, 'promise.missed')], [1, 1])
  await assertReplays(server.runner, id)
})

test('an agent who stays silent loses the conversation, which keeps its place, and gets no other', async () => {
  const { id, agent } = await held()
  const { queued_at: place } = await rowOf(id)
  clock.advance(9 * MINUTE_MS)
  await look()
  assert.equal((await rowOf(id)).assignee_id, agent.staffId)
  clock.advance(2 * MINUTE_MS)
  await run(agent, (ctx) => setTyping(ctx, { conversationId: id, party: agent.staffId, on: true }))
  await look()
  assert.equal((await rowOf(id)).assignee_id, agent.staffId, 'who is just writing keeps it')
  await run(agent, (ctx) => setTyping(ctx, { conversationId: id, party: agent.staffId, on: false }))
  await Promise.all(Array.from({ length: 8 }, look))
  assert.deepEqual(await rowOf(id), { status: 'waiting', assignee_id: null, queued_at: place })
  assert.equal(count(await typesOf(id), 'conversation.transferred'), 1)
  const { rows } = await sql<{ available: boolean }>`select available from staff where id = ${agent.staffId}`.execute(db)
  assert.deepEqual(rows, [{ available: false }])
  await assertReplays(server.runner, id)
})

test('who has answered keeps it, however long the customer is silent', async () => {
  const { id, agent } = await held()
  await say(id, agent)
  clock.advance(60 * MINUTE_MS)
  await look()
  assert.equal((await rowOf(id)).assignee_id, agent.staffId)
  assert.equal(count(await typesOf(id), 'promise.missed'), 0)
})

test('what the bot does not answer in time goes to people', async () => {
  const teamId = await aTeam(db)
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  await say(id, customer)
  clock.advance(MINUTE_MS)
  await look()
  const types = await typesOf(id)
  assert.deepEqual(types.slice(-2), ['promise.missed', 'conversation.queued'])
  assert.equal((await rowOf(id)).status, 'waiting')
  await assertReplays(server.runner, id)
})

/** A conversation whose bot is late, and what it owes as a look finds it. */
async function lateBot(): Promise<{ id: ConversationId; late: ObligationRecord }> {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId: await aTeam(db) })
  await say(id, customer)
  clock.advance(MINUTE_MS)
  const { rows } = await sql<ObligationRecord>`select * from obligation where conversation_id = ${id} and open`.execute(db)
  return { id, late: rows[0] ?? assert.fail('nothing is owed') }
}

test('the bot answers, or hands over, between the look and the repair: nothing is taken from it, and no promise of people is called missed', async () => {
  const answered = await lateBot()
  const answer = { kind: 'article', source: null, transactionId: null, quickReplies: [], suggestions: [] } as const
  await run({ kind: 'bot', name: '小禾' }, (ctx) =>
    postBotMessage(ctx, { conversationId: answered.id, clientId: aClientId(), text: '说明', answer: { ...answer, quickReplies: [], suggestions: [] } }),
  )
  await run(SYSTEM, (ctx) => handOverFromSilentBot(ctx, answered.late))
  assert.equal((await rowOf(answered.id)).status, 'bot')

  const handedOver = await lateBot()
  await run(SYSTEM, (ctx) => requestPerson(ctx, { conversationId: handedOver.id, reason: 'asked', summary: null }))
  await run(SYSTEM, (ctx) => tellPromise(ctx, handedOver.late, 'overdue'))
  assert.equal(count(await typesOf(handedOver.id), 'promise.missed'), 0)
})

test('streams that nobody works off raise an alarm, which is cleared when they are worked off', async () => {
  const stuck = async () => (await query(SYSTEM, recentAlarms)).filter((one) => one.kind === 'reaction_stuck' && one.clearedAt === null)
  await sql`update reaction_due set due_at = now() - interval '2 minutes' where reaction_group = 'test'`.execute(db)
  await look()
  await look()
  assert.deepEqual(
    (await stuck()).map((one) => one.subject),
    ['test'],
  )
  await sql`update reaction_due set handled_seq = due_seq`.execute(db)
  await look()
  assert.deepEqual(await stuck(), [])
})

test('while another server looks this one waits for its turn, and takes over when that one is gone', async () => {
  const { id } = await held()
  clock.advance(6 * MINUTE_MS)
  const other = await database.pool.connect()
  await other.query('select pg_advisory_lock($1)', [WATCH_LOCK])
  let turns = 0
  const transaction = () => {
    turns += 1
    return db.transaction()
  }
  // The watch asks for a transaction and for nothing else of it.
  const watch = startWatch({ runner: server.runner, database: { ...database, db: { transaction } as typeof db }, log, clock: server.clock })
  try {
    await until('it has asked for its turn twice', () => turns >= 2)
    assert.equal(count(await typesOf(id), 'promise.missed'), 0)
    other.release(true)
    await until('it has looked', async () => count(await typesOf(id), 'promise.missed') === 1)
  } finally {
    await watch.stop()
  }
})
