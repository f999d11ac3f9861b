import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { QUESTION_TYPES, type QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import { Refused } from '../../../platform/refused.ts'
import type { CustomerActor } from '../../../platform/actor.ts'
import { assertReplays } from '../../../testing/assert-replays.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { createVisitor } from '../../customer/api.ts'
import { joinAndMove } from '../../intake/commands/join-visitor.ts'
import { readCustomerTimeline, readTimeline } from '../api.ts'
import { standingInLine } from '../queries/standing.ts'
import { changeCustomerCare } from './change-care.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner, post } = await aServer(db, clock)
const { run, query } = runner
const lead = await anAgent(db, { role: 'lead', name: '何佳' })
const REASON = '说得慢一些，用大字'

const byStaff = (customerId: CustomerId, care: boolean) => run(lead, (ctx) => changeCustomerCare(ctx, { customerId, care, by: 'staff', reason: REASON }))
const byWallet = (customerId: CustomerId, care: boolean) => run(SYSTEM, (ctx) => changeCustomerCare(ctx, { customerId, care, by: 'wallet' }))
const say = (actor: CustomerActor, conversationId: ConversationId) =>
  post(actor, { conversationId, clientId: aClientId(), text: '在吗', attachmentIds: [], followUp: 'nothing' })

const caredOf = async (id: ConversationId): Promise<boolean> => (await assertReplays(runner, id)).care
async function owedIn(id: ConversationId) {
  const { rows } = await sql<{ priority: string; warnAt: Date; dueAt: Date; warnedAt: Date | null }>`
    select priority, warn_at as "warnAt", due_at as "dueAt", warned_at as "warnedAt" from obligation where conversation_id = ${id} and open`.execute(db)
  const [owed] = rows
  assert.ok(owed)
  return { ...owed, minutesLeft: (owed.dueAt.getTime() - clock.now().getTime()) / 60_000 }
}
async function inLine(questionType: QuestionType = 'other') {
  const customer = await aCustomer(db)
  const teamId = await aTeam(db)
  const { id } = await aConversation(runner, customer, { teamId, questionType, status: 'waiting' })
  return { customer, id, teamId }
}

test('who waits goes one step up at once, in what is promised and in line, and no further than the head start', async () => {
  const teamId = await aTeam(db)
  const [early, cared, late] = [await aCustomer(db), await aCustomer(db), await aCustomer(db)]
  const ask = async (who: CustomerActor) => (await aConversation(runner, who, { teamId, questionType: 'other', status: 'waiting' })).id
  const first = await ask(early)
  clock.advance(4 * 60_000)
  const second = await ask(late)
  clock.advance(2 * 60_000)
  const id = await ask(cared)
  const before = await owedIn(id)
  await byStaff(cared.customerId, true)
  const after = await owedIn(id)
  assert.deepEqual([before.priority, after.priority], ['normal', 'high'])
  assert.ok(after.dueAt < before.dueAt && after.warnAt < before.warnAt)
  const line = await query(SYSTEM, (ctx) => standingInLine(ctx, [teamId]))
  const places = [first, id, second].map((one) => line.get(one)?.ahead)
  assert.deepEqual(places, [0, 1, 2], 'before whoever came within five minutes, behind whoever came earlier')
})

test('each kind of question goes one step up, and what is urgent already stays so', async () => {
  const stepped = []
  for (const questionType of QUESTION_TYPES) {
    const { customer, id } = await inLine(questionType)
    await byStaff(customer.customerId, true)
    stepped.push((await owedIn(id)).priority)
  }
  assert.deepEqual(stepped, ['urgent', 'urgent', 'urgent', 'high', 'urgent', 'high'])
})

test('what was promised is never put off: not by setting it late, nor by taking it back', async () => {
  const { customer, id } = await inLine()
  const promised = await owedIn(id)
  clock.set(new Date(promised.dueAt.getTime() - 30_000).toISOString())
  await sql`update obligation set warned_at = ${clock.now().toISOString()} where conversation_id = ${id}`.execute(db)
  await byStaff(customer.customerId, true)
  const set = await owedIn(id)
  assert.deepEqual([set.priority, set.dueAt], ['high', promised.dueAt])
  assert.ok(set.warnedAt, 'and is not warned of twice')
  await byStaff(customer.customerId, false)
  assert.deepEqual([(await owedIn(id)).priority, (await owedIn(id)).dueAt], ['normal', promised.dueAt])
})

test('it stands while the wallet or staff say so, and a question asked later knows', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer, { teamId: await aTeam(db) })
  assert.equal(await byWallet(customer.customerId, true), true)
  assert.equal(await byStaff(customer.customerId, true), true)
  assert.equal(await byWallet(customer.customerId, false), true)
  assert.equal(await caredOf(id), true)
  const next = await aConversation(runner, customer, { teamId: await aTeam(db), questionType: 'other', status: 'waiting' })
  assert.equal(await caredOf(next.id), true)
  assert.equal((await owedIn(next.id)).priority, 'high')
  assert.equal(await byStaff(customer.customerId, false), false)
  assert.deepEqual([await caredOf(id), await caredOf(next.id)], [false, false])
})

test('an answered question may be asked again, a closed one is left alone', async () => {
  const customer = await aCustomer(db)
  const teamId = await aTeam(db)
  const resolved = await aConversation(runner, customer, { teamId, status: 'resolved' })
  const closed = await aConversation(runner, customer, { teamId, questionType: 'other', status: 'resolved' })
  await sql`update conversation set status = 'closed', closed_at = now() where id = ${closed.id}`.execute(db)
  await byStaff(customer.customerId, true)
  const { rows } = await sql<{ id: string }>`select id from conversation where customer_id = ${customer.customerId} and care`.execute(db)
  assert.deepEqual(rows, [{ id: resolved.id }])
  await say(customer, resolved.id)
  assert.equal(await caredOf(resolved.id), true)
})

test('who set it and why is on record on the customer, the words apart; his own records and numbers know nothing of it', async () => {
  const { customer, id } = await inLine()
  const numbers = () => query(SYSTEM, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 100 }))
  const before = await numbers()
  await byStaff(customer.customerId, true)
  assert.deepEqual(await numbers(), before)
  const last = (await query(SYSTEM, (ctx) => readTimeline(ctx, id, { after: 0, limit: 100 }))).at(-1)
  assert.deepEqual([last?.entry, last?.actor.kind, last?.customerSeq], [{ type: 'conversation.care_changed', data: { care: true } }, 'agent', null])
  const { rows } = await sql<{ type: string; data: unknown; actor: { name: string }; body: string }>`
    select e.type, e.data, e.actor, c.body from entry e join entry_content c on c.stream_id = e.stream_id and c.seq = e.seq
    where e.stream_id = ${customer.customerId}`.execute(db)
  assert.deepEqual(
    rows.map(({ type, data, actor, body }) => [type, data, actor.name, body]),
    [['customer.care_changed', { by: 'staff', care: true }, '何佳', REASON]],
  )
})

test('what staff saw in a visitor holds for the customer he turns out to be, for all that he has asked', async () => {
  const customer = await aCustomer(db)
  const { id: own } = await aConversation(runner, customer, { teamId: await aTeam(db) })
  const { deviceSecret } = await run(SYSTEM, (ctx) => createVisitor(ctx, { language: 'zh-CN', address: '203.0.113.9' }))
  const { rows } = await sql<{ id: CustomerId }>`select customer_id as id from visitor_device order by created_at desc limit 1`.execute(db)
  const visitor: CustomerActor = { kind: 'customer', customerId: rows[0]?.id ?? assert.fail('no visitor'), signedIn: false }
  const { id: asked } = await aConversation(runner, visitor, { teamId: await aTeam(db), questionType: 'other' })
  await byStaff(visitor.customerId, true)
  await run(customer, (ctx) => joinAndMove(ctx, { actor: customer, deviceSecret }))
  assert.deepEqual([await caredOf(own), await caredOf(asked)], [true, true])
  await assert.rejects(byStaff(visitor.customerId, false), (error) => error instanceof Refused && error.code === 'customer.not_found')
})

test('six questions opened while it is set: every one of them knows', async () => {
  for (let round = 0; round < 4; round += 1) {
    const customer = await aCustomer(db)
    const teamId = await aTeam(db)
    const open = QUESTION_TYPES.map((questionType) => () => aConversation(runner, customer, { questionType, teamId }))
    await Promise.all([...open.slice(0, 3).map((one) => one()), byStaff(customer.customerId, true), ...open.slice(3).map((one) => one())])
    const { rows } = await sql<{ care: boolean }>`select care from conversation where customer_id = ${customer.customerId}`.execute(db)
    assert.deepEqual(
      rows.map(({ care }) => care),
      QUESTION_TYPES.map(() => true),
    )
  }
})
