import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CustomerActor, StaffActor } from '../../../platform/actor.ts'
import { assertReplays } from '../../../testing/assert-replays.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { assignConversation, life, mergeConversations, requestCallBack } from '../api.ts'
import { obligationsOfSilentAgents, type ObligationRecord } from '../../obligation/api.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)
const { run, query } = server.runner
const MINUTE_MS = 60_000
const teamId = await aTeam(db)
const admin = await anAgent(db, { role: 'admin' })

const owed = async (id: ConversationId): Promise<ObligationRecord> =>
  (await sql<ObligationRecord>`select * from obligation where conversation_id = ${id} and open`.execute(db)).rows[0] ?? assert.fail('nothing is owed')
const say = (actor: StaffActor | CustomerActor, conversationId: ConversationId) =>
  server.post(actor, { conversationId, clientId: aClientId(), text: '您好', attachmentIds: [], followUp: 'nothing' })
/** Held by this agent, unanswered. */
async function held(customer: CustomerActor, agent: StaffActor, questionType: 'payment' | 'refund' = 'refund'): Promise<ConversationId> {
  const { id } = await aConversation(server.runner, customer, { teamId, questionType, status: 'waiting' })
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  return id
}
async function merge(sourceId: ConversationId, targetId: ConversationId): Promise<ConversationState> {
  await run(admin, (ctx) => mergeConversations(ctx, { sourceId, targetId }))
  return assertReplays(server.runner, targetId)
}

test('what was promised holds, into whatever it is merged: the sooner time, and as urgent', async () => {
  const agent = await anAgent(db, { teamIds: [teamId], capacity: 50 })
  const into = {
    inLine: async (customer: CustomerActor) => (await aConversation(server.runner, customer, { teamId, questionType: 'other', status: 'waiting' })).id,
    withBot: async (customer: CustomerActor) => (await aConversation(server.runner, customer, { teamId, questionType: 'other' })).id,
    held,
    answered: async (customer: CustomerActor) => {
      const id = await held(customer, agent)
      await say(agent, id)
      return id
    },
    awaiting: async (customer: CustomerActor) => {
      const id = await held(customer, agent)
      await run(agent, (ctx) => life.awaitCustomer(ctx, { conversationId: id }))
      return id
    },
    asleep: async (customer: CustomerActor) => {
      const id = await held(customer, agent)
      await say(agent, id)
      const until = new Date(clock.now().getTime() + 1440 * MINUTE_MS).toISOString()
      await run(agent, (ctx) => life.snoozeConversation(ctx, { conversationId: id, until }))
      return id
    },
  }
  for (const [where, make] of Object.entries(into)) {
    const customer = await aCustomer(db)
    const { id } = await aConversation(server.runner, customer, { teamId, questionType: 'security', status: 'waiting' })
    const before = await owed(id)
    clock.advance(MINUTE_MS)
    const targetId = await make(customer, agent)
    await merge(id, targetId)
    const after = await owed(targetId)
    assert.deepEqual([after.due_at, after.warn_at, after.priority], [before.due_at, before.warn_at, 'urgent'], where)
  }
})

test('the sooner of two promises stands also where it is the target’s', async () => {
  const customer = await aCustomer(db)
  const target = await aConversation(server.runner, customer, { teamId, questionType: 'security', status: 'waiting' })
  const before = await owed(target.id)
  const source = await aConversation(server.runner, customer, { teamId, questionType: 'other', status: 'waiting' })
  await merge(source.id, target.id)
  assert.deepEqual((await owed(target.id)).due_at, before.due_at)
})

test('what the bot was to answer in a moment is owed by people in their time', async () => {
  const customer = await aCustomer(db)
  const source = (await aConversation(server.runner, customer, { teamId })).id
  await say(customer, source)
  const botsTime = (await owed(source)).due_at
  const target = await held(customer, await anAgent(db, { teamIds: [teamId] }))
  const before = await owed(target)
  await merge(source, target)
  assert.ok(botsTime < before.due_at)
  assert.deepEqual((await owed(target)).due_at, before.due_at)
})

test('whoever gets what is late already has time to answer it', async () => {
  const customer = await aCustomer(db)
  const source = await aConversation(server.runner, customer, { teamId, status: 'waiting' })
  clock.advance(120 * MINUTE_MS)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const target = await held(customer, agent)
  await say(agent, target)
  await merge(source.id, target)
  const isSilent = async () => (await query(SYSTEM, (ctx) => obligationsOfSilentAgents(ctx, 100))).some((one) => one.conversation_id === target)
  assert.equal(await isSilent(), false)
  clock.advance(120 * MINUTE_MS)
  assert.equal(await isSilent(), true)
})

test('an agent’s own goes on with him, and the bot does not get it back; nothing is owed that he has answered', async () => {
  const [customer, agent] = [await aCustomer(db), await anAgent(db, { teamIds: [teamId] })]
  const source = await held(customer, agent)
  await say(agent, source)
  const target = (await aConversation(server.runner, customer, { teamId, questionType: 'other' })).id
  const after = await merge(source, target)
  assert.deepEqual([after.status, after.assigneeId, after.owedSince], ['assigned', agent.staffId, null])
  const reach = await sql`select from conversation_reach where conversation_id = ${target} and staff_id = ${agent.staffId} and why = 'held'`.execute(db)
  assert.equal(reach.rows.length, 1)
})

test('who has left, or may not see the target, does not get it', async () => {
  const customer = await aCustomer(db)
  const [gone, unseeing] = [await anAgent(db, { teamIds: [teamId] }), await anAgent(db, { teamIds: [teamId] })]
  const [left, unseen] = [await held(customer, gone), await held(customer, unseeing, 'payment')]
  await sql`update staff set active = false where id = ${gone.staffId}`.execute(db)
  const [open, restricted] = [
    await aConversation(server.runner, customer, { teamId, questionType: 'other' }),
    await aConversation(server.runner, customer, { teamId, questionType: 'access' }),
  ]
  await run(admin, (ctx) => life.restrictConversation(ctx, { conversationId: restricted.id, restricted: true }))
  for (const [source, target] of [
    [left, open.id],
    [unseen, restricted.id],
  ] as const) {
    const after = await merge(source, target)
    assert.deepEqual([after.status, after.assigneeId], ['waiting', null])
  }
})

test('what is owed now is not put off until the time at which somebody comes back in the other', async () => {
  const customer = await aCustomer(db)
  const target = await aConversation(server.runner, customer, { teamId, questionType: 'refund', status: 'waiting' })
  const from = new Date(Math.ceil(clock.now().getTime() / (30 * MINUTE_MS) + 4) * 30 * MINUTE_MS).toISOString()
  await run(customer, (ctx) => requestCallBack(ctx, { conversationId: target.id, channel: 'chat', number: null, from }))
  const source = await aConversation(server.runner, customer, { teamId, questionType: 'security', status: 'waiting' })
  await assert.rejects(merge(source.id, target.id), { code: 'conversation.call_back_arranged' })
})
