import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, life, mergeConversations } from '../conversation/api.ts'
import { accountsOf } from '../obligation/api.ts'
import { findDifferences } from './api.ts'

const { db } = await testDatabase()
// 23:59 in Shanghai
const clock = fixedClock('2026-11-20T15:59:00.000Z')
const server = await aServer(db, clock)
const { run, query } = server.runner
const teamId = await aTeam(db)
const agent = await anAgent(db, { teamIds: [teamId], role: 'lead', capacity: 50 })
const say = (id: ConversationId, actor: Parameters<typeof server.post>[0]) =>
  server.post(actor, { conversationId: id, clientId: aClientId(), text: '在吗', attachmentIds: [], followUp: 'nothing' })
const accounts = () => query(SYSTEM, (ctx) => accountsOf(ctx, { from: '2026-11-20', until: '2026-11-21', timeZone: 'Asia/Shanghai' }))
const from = new Date('2026-11-20T00:00:00.000Z')
const until = new Date('2026-11-22T00:00:00.000Z')

async function asked(): Promise<{ id: ConversationId; customer: Awaited<ReturnType<typeof aCustomer>> }> {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId, status: 'waiting' })
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  return { id, customer }
}

test('what came in on a day, by that day’s own calendar, is answered, withdrawn, decided or open', async () => {
  const answered = await asked()
  await say(answered.id, agent)
  const late = await asked()
  const spam = await asked()
  await run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: spam.id, outcome: 'spam' }))
  const ended = await asked()
  await run(ended.customer, (ctx) => life.resolveConversation(ctx, { conversationId: ended.id, outcome: 'ended_by_customer' }))
  clock.advance(6 * 60_000)
  await say(late.id, agent)
  await say(answered.id, answered.customer)
  assert.deepEqual(await accounts(), [
    {
      day: '2026-11-20',
      channel: 'web',
      received: 4,
      answered: 2,
      withdrawn: 1,
      decided: { 'resolved:spam': 1 },
      open: 0,
      late: 0,
      withdrawnLate: 0,
      decidedLate: 0,
      inTime: 1,
      toResolve: 4,
      resolvedInTime: 0,
      resolvedLate: 0,
    },
    {
      day: '2026-11-21',
      channel: 'web',
      received: 1,
      answered: 0,
      withdrawn: 0,
      decided: {},
      open: 1,
      late: 0,
      withdrawnLate: 0,
      decidedLate: 0,
      inTime: 0,
      toResolve: 0,
      resolvedInTime: 0,
      resolvedLate: 0,
    },
  ])
  clock.advance(60 * 60_000)
  assert.deepEqual(
    (await accounts()).map(({ open, late, inTime }) => ({ open, late, inTime })),
    [
      { open: 0, late: 0, inTime: 1 },
      { open: 1, late: 1, inTime: 0 },
    ],
    'what nobody answers is late once its time is over',
  )
  assert.deepEqual(await findDifferences(server.runner, from, until), [])
})

test('the entries tell of the same requests as the obligations, through merging and answers within one batch', async () => {
  const customer = await aCustomer(db)
  const source = (await aConversation(server.runner, customer, { teamId, status: 'waiting' })).id
  const target = (await aConversation(server.runner, customer, { questionType: 'refund', teamId })).id
  await run(agent, (ctx) => mergeConversations(ctx, { sourceId: source, targetId: target }))
  await Promise.all([say(target, customer), say(target, agent), say(target, customer)])
  assert.deepEqual(await findDifferences(server.runner, from, until), [])
})

test('a request that was never counted, or twice, is found', async () => {
  const { id } = await asked()
  await say(id, agent)
  await sql`delete from obligation where conversation_id = ${id}`.execute(db)
  assert.deepEqual(await findDifferences(server.runner, from, until), [{ conversationId: id, byEntries: 1, byObligations: 0 }])
})

test('what is answered with the same batch it came in with is answered in time', async () => {
  clock.set('2026-12-01T04:00:00.000Z')
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId, status: 'waiting' })
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  await say(id, agent)
  await Promise.all([say(id, customer), say(id, agent)])
  const rows = await query(SYSTEM, (ctx) => accountsOf(ctx, { from: '2026-12-01', until: '2026-12-01', timeZone: 'Asia/Shanghai' }))
  assert.deepEqual(
    rows.map(({ received, answered, inTime, open }) => ({ received, answered, inTime, open })),
    [{ received: 2, answered: 2, inTime: 2, open: 0 }],
  )
})

test('who has waited longer than promised and leaves counts as late, and so does what is ended without an answer', async () => {
  clock.set('2026-12-02T04:00:00.000Z')
  const left = await asked()
  const dropped = await asked()
  const merged = await asked()
  const into = (await aConversation(server.runner, merged.customer, { questionType: 'refund', teamId })).id
  clock.advance(65 * 60_000)
  await run(left.customer, (ctx) => life.resolveConversation(ctx, { conversationId: left.id, outcome: 'ended_by_customer' }))
  await run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: dropped.id, outcome: 'answered' }))
  await run(agent, (ctx) => mergeConversations(ctx, { sourceId: merged.id, targetId: into }))
  const rows = await query(SYSTEM, (ctx) => accountsOf(ctx, { from: '2026-12-02', until: '2026-12-02', timeZone: 'Asia/Shanghai' }))
  assert.deepEqual(
    rows.map(({ received, withdrawn, withdrawnLate, decidedLate, inTime }) => ({ received, withdrawn, withdrawnLate, decidedLate, inTime })),
    [{ received: 4, withdrawn: 1, withdrawnLate: 1, decidedLate: 1, inTime: 0 }],
    'what was merged is counted where it goes on',
  )
})

test('what people got on a day counts as resolved in time, late, or neither yet; what was merged does not', async () => {
  clock.set('2026-12-04T04:00:00.000Z')
  const [done, late, underWay, merged, withdrawn] = [await asked(), await asked(), await asked(), await asked(), await asked()]
  for (const { id } of [done, late, underWay, merged, withdrawn])
    await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  await run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: done.id, outcome: 'answered' }))
  await run(withdrawn.customer, (ctx) => life.resolveConversation(ctx, { conversationId: withdrawn.id, outcome: 'ended_by_customer' }))
  const into = (await aConversation(server.runner, merged.customer, { questionType: 'refund', teamId })).id
  await run(agent, (ctx) => mergeConversations(ctx, { sourceId: merged.id, targetId: into }))
  await run(agent, (ctx) => life.awaitCustomer(ctx, { conversationId: underWay.id }))
  clock.advance(9 * 3600_000)
  await run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: late.id, outcome: 'answered' }))
  const rows = await query(SYSTEM, (ctx) => accountsOf(ctx, { from: '2026-12-04', until: '2026-12-04', timeZone: 'Asia/Shanghai' }))
  assert.deepEqual(
    rows.map(({ toResolve, resolvedInTime, resolvedLate }) => ({ toResolve, resolvedInTime, resolvedLate })),
    [{ toResolve: 5, resolvedInTime: 1, resolvedLate: 2 }],
    'what it was merged into goes on from the same day, and is late as well',
  )
})
