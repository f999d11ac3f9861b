import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { PromisePriority } from '@yingda/protocol/http/promise.ts'
import type { CustomerActor, StaffActor } from '../../platform/actor.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, life, mergeConversations, requestPerson, spreadCare, transferConversation } from '../conversation/api.ts'
import { setTeamCalendar } from '../identity/api.ts'
import { lookOnce, reconcileJobs } from '../watch/api.ts'
import { createCalendar } from '../workforce/api.ts'
import { wrongClocks, type ResolutionRecord } from './api.ts'
import { changePromises } from './commands/change-promises.ts'

const { db } = await testDatabase()
const clock = fixedClock() // a Friday afternoon
const server = await aServer(db, clock)
const { run } = server.runner
const log = pino({ level: 'silent' })
const MINUTE_MS = 60_000
const admin = await anAgent(db, { role: 'admin' })
const line = await aTeam(db)
const agent = await anAgent(db, { teamIds: [line], capacity: 50 })

const later = (minutes: number): void => clock.advance(minutes * MINUTE_MS)
const promise = (priority: PromisePriority, minutes: number | null): Promise<void> =>
  run(admin, (ctx) => changePromises(ctx, { promises: [{ kind: 'resolution', priority, minutes, warnPercent: 75, releaseMinutes: null }] }))
const say = (actor: CustomerActor | StaffActor, conversationId: ConversationId, followUp: 'nothing' | 'await_customer' = 'nothing') =>
  server.post(actor, { conversationId, clientId: aClientId(), text: '在吗', attachmentIds: [], followUp })
const recordOf = async (id: ConversationId): Promise<ResolutionRecord | undefined> =>
  (await sql<ResolutionRecord>`select * from resolution where conversation_id = ${id} order by started_at desc`.execute(db)).rows[0]
/** Minutes from now until it is to be resolved; null = no time runs. */
async function minutesLeft(id: ConversationId): Promise<number | null> {
  await assertReplays(server.runner, id)
  const due = (await recordOf(id))?.due_at ?? null
  return due === null ? null : (due.getTime() - clock.now().getTime()) / MINUTE_MS
}
async function held({
  teamId = line,
  questionType = 'other' as 'other' | 'refund' | 'security',
} = {}): Promise<{ id: ConversationId; customer: CustomerActor }> {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId, questionType, status: 'waiting' })
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  return { id, customer }
}
const saidOf = async (id: ConversationId): Promise<unknown[]> => {
  const { rows } = await sql<{ type: string; promise: string }>`
    select type, data ->> 'promise' as promise from entry where stream_id = ${id} and data ->> 'promise' = 'resolution' order by seq`.execute(db)
  return rows.map(({ type }) => type)
}

test('people have it, by when it is to be resolved stands; while it is the customer’s turn no time runs, and what was left is left', async () => {
  const { id, customer } = await held()
  assert.equal(await minutesLeft(id), 960)
  later(60)
  await say(agent, id)
  assert.equal(await minutesLeft(id), 900, 'answered is not resolved')
  await say(agent, id, 'await_customer')
  assert.equal(await minutesLeft(id), null)
  later(600)
  await say(customer, id)
  assert.equal(await minutesLeft(id), 900)
  later(100)
  await run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
  assert.deepEqual([await minutesLeft(id), (await recordOf(id))?.ended_how], [null, 'resolved'])
  later(300)
  await run(agent, (ctx) => life.reopenConversation({ ...ctx, actor: agent }, { conversationId: id }))
  assert.equal(await minutesLeft(id), 800, 'reopened it goes on')
})

test('a clock that was begun between two milliseconds is the same clock', async () => {
  const { id } = await held()
  await sql`update resolution set started_at = started_at - interval '1 hour' + interval '1 microsecond' where conversation_id = ${id}`.execute(db)
  await say(agent, id, 'await_customer')
  const { rows } = await sql`select from resolution where conversation_id = ${id}`.execute(db)
  assert.deepEqual([rows.length, (await recordOf(id))?.running_since], [1, null])
})

test('what only the bot has has no such time', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId: line, questionType: 'other' })
  await say(customer, id)
  assert.deepEqual([await minutesLeft(id), await recordOf(id)], [null, undefined])
  await run(SYSTEM, (ctx) => requestPerson(ctx, { conversationId: id, reason: 'asked', summary: null }))
  assert.equal(await minutesLeft(id), 960)
})

test('due soon and late are said once each, however many look; not while it is the customer’s turn', async () => {
  const [paused, running] = [await held(), await held()]
  for (const { id } of [paused, running]) await say(agent, id)
  await run(agent, (ctx) => life.awaitCustomer(ctx, { conversationId: paused.id }))
  later(700)
  await lookOnce(server.runner, log)
  assert.deepEqual(await saidOf(running.id), [])
  later(20)
  await Promise.all(Array.from({ length: 8 }, () => lookOnce(server.runner, log)))
  assert.deepEqual(await saidOf(running.id), ['promise.at_risk'])
  later(240)
  await Promise.all(Array.from({ length: 8 }, () => lookOnce(server.runner, log)))
  assert.deepEqual([await saidOf(running.id), await saidOf(paused.id)], [['promise.at_risk', 'promise.missed'], []])
  assert.equal(await minutesLeft(running.id), 0)
})

test('what was late before it stood still is late when it goes on, and is not said again', async () => {
  const { id, customer } = await held()
  later(1000)
  await lookOnce(server.runner, log)
  await say(agent, id, 'await_customer')
  await say(customer, id)
  await lookOnce(server.runner, log)
  assert.deepEqual([await minutesLeft(id), await saidOf(id)], [-40, ['promise.missed']])
})

test('only the hours of its line count: helped by another team they stay, passed on they are the other’s', async () => {
  const mondays = await aTeam(db)
  const weekly = Array.from({ length: 7 }, (_, day) => (day === 0 ? [{ from: '09:00', until: '18:00' }] : []))
  const rules = { nameZh: '周一', nameEn: 'Monday', timeZone: 'Asia/Shanghai', weekly, exceptions: [], chinaHolidays: false }
  await run(SYSTEM, async (ctx) => setTeamCalendar(ctx, { teamId: mondays, calendarId: await createCalendar(ctx, rules) }))
  const { id } = await aConversation(server.runner, await aCustomer(db), { teamId: mondays, questionType: 'refund', status: 'waiting' })
  const monday = (Date.parse('2026-11-23T09:00:00+08:00') - clock.now().getTime()) / MINUTE_MS
  assert.ok(monday > 0)
  assert.equal(await minutesLeft(id), monday + 480)
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'routed' }))
  assert.equal(await minutesLeft(id), monday + 480)
  await run(agent, (ctx) => transferConversation(ctx, { conversationId: id, teamId: line, agentId: null, note: '' }))
  assert.equal(await minutesLeft(id), 480)
})

test('late once it stays late: passed on to other hours, and when hours are changed afterwards', async () => {
  const office = await aTeam(db)
  const { id } = await held()
  later(1000)
  await lookOnce(server.runner, log)
  const weekly = Array.from({ length: 7 }, (_, day) => (day === 0 ? [{ from: '09:00', until: '10:00' }] : []))
  const rules = { nameZh: '少', nameEn: 'Few', timeZone: 'Asia/Shanghai', weekly, exceptions: [], chinaHolidays: false }
  await run(SYSTEM, async (ctx) => setTeamCalendar(ctx, { teamId: office, calendarId: await createCalendar(ctx, rules) }))
  await run(agent, (ctx) => transferConversation(ctx, { conversationId: id, teamId: office, agentId: null, note: '' }))
  assert.equal(await minutesLeft(id), -40)
  await lookOnce(server.runner, log)
  assert.deepEqual(await saidOf(id), ['promise.missed'])
})

test('whoever was warned of one time is warned again of another', async () => {
  const office = await aTeam(db)
  const { id } = await held()
  later(900)
  await lookOnce(server.runner, log)
  const weekly = Array.from({ length: 7 }, () => [{ from: '09:00', until: '09:30' }])
  const rules = { nameZh: '早', nameEn: 'Mornings', timeZone: 'Asia/Shanghai', weekly, exceptions: [], chinaHolidays: false }
  await run(SYSTEM, async (ctx) => setTeamCalendar(ctx, { teamId: office, calendarId: await createCalendar(ctx, rules) }))
  await run(agent, (ctx) => transferConversation(ctx, { conversationId: id, teamId: office, agentId: null, note: '' }))
  assert.ok(((await minutesLeft(id)) ?? 0) > 900)
  await lookOnce(server.runner, log)
  assert.deepEqual(await saidOf(id), ['promise.at_risk', 'promise.at_risk'], 'a quarter of the time is left, in other hours')
})

test('asked for again after the bot had it, what was late before stays on record', async () => {
  const { id, customer } = await held()
  later(1000)
  await lookOnce(server.runner, log)
  await run(SYSTEM, (ctx) => transferConversation(ctx, { conversationId: id, teamId: line, agentId: null, note: '' }))
  await run(customer, (ctx) => life.returnToBot(ctx, { conversationId: id }))
  later(10)
  await run(SYSTEM, (ctx) => requestPerson(ctx, { conversationId: id, reason: 'asked', summary: null }))
  assert.equal(await minutesLeft(id), 960)
  const { rows } =
    await sql`select ended_how, due_at < now() is not null as has_time from resolution where conversation_id = ${id} order by started_at`.execute(db)
  assert.deepEqual(rows, [
    { ended_how: 'returned_to_bot', has_time: true },
    { ended_how: null, has_time: true },
  ])
})

test('more pressing from now on, it is due sooner', async () => {
  const { id, customer } = await held()
  later(30)
  await run(SYSTEM, (ctx) => spreadCare(ctx, { customerId: customer.customerId, care: true }))
  assert.equal(await minutesLeft(id), 480, 'as if it came now')
  await run(SYSTEM, (ctx) => spreadCare(ctx, { customerId: customer.customerId, care: false }))
  assert.equal(await minutesLeft(id), 480, 'what was promised stands')
  const paused = await held()
  await say(agent, paused.id, 'await_customer')
  await run(SYSTEM, (ctx) => spreadCare(ctx, { customerId: paused.customer.customerId, care: true }))
  later(500)
  await say(paused.customer, paused.id)
  assert.equal(await minutesLeft(paused.id), 480, 'also while it was the customer’s turn')
})

test('what is promised from now on holds for what comes from now on; nothing promised, nothing runs out', async () => {
  const before = await held()
  await promise('normal', null)
  const without = await held()
  assert.deepEqual([await minutesLeft(before.id), await minutesLeft(without.id)], [960, null])
  assert.ok((await recordOf(without.id))?.running_since)
  await promise('normal', 30)
  assert.deepEqual([await minutesLeft(without.id), await minutesLeft((await held()).id)], [null, 30])
  await promise('normal', 960)
})

test('of two that become one the one with less time left stands', async () => {
  const customer = await aCustomer(db)
  const { id: source } = await aConversation(server.runner, customer, { teamId: line, questionType: 'other', status: 'waiting' })
  later(100)
  const { id: target } = await aConversation(server.runner, customer, { teamId: line, questionType: 'access', status: 'waiting' })
  later(50)
  assert.equal(await minutesLeft(target), 910, 'its own')
  await run(admin, (ctx) => mergeConversations(ctx, { sourceId: source, targetId: target }))
  assert.equal(await minutesLeft(target), 810)
  assert.equal((await recordOf(source))?.ended_how, 'merged')
})

test('a clock that an older server left running is stopped, and nothing is said of it', async () => {
  const [done, paused] = [await held(), await held()]
  for (const [{ id }, status] of [
    [done, 'resolved'],
    [paused, 'awaiting_customer'],
  ] as const) {
    await say(agent, id)
    const at = clock.now().toISOString()
    await sql`update conversation set status = ${status}, changed_at = ${at}, resolved_at = case when ${status} = 'resolved' then ${at}::timestamptz end where id = ${id}`.execute(
      db,
    )
  }
  later(2000)
  await lookOnce(server.runner, log)
  for (const { id } of [done, paused]) {
    const { running_since: runningSince, due_at: dueAt } = (await recordOf(id)) ?? assert.fail()
    assert.deepEqual([runningSince, dueAt, await saidOf(id)], [null, null, []], 'nor was it late by then')
  }
  assert.deepEqual([(await recordOf(done.id))?.ended_how, (await recordOf(paused.id))?.ended_how], ['resolved', null])
})

test('what an older server gave to people without a clock gets one within the hour', async () => {
  const { id } = await held()
  const { id: paused } = await held()
  await run(agent, (ctx) => life.awaitCustomer(ctx, { conversationId: paused }))
  await sql`delete from resolution where conversation_id in (${id}, ${paused})`.execute(db)
  await reconcileJobs(server.runner)['watch.reconcile']?.({})
  assert.deepEqual([await minutesLeft(id), (await recordOf(paused))?.running_since], [960, null])
  assert.deepEqual(await server.runner.query(SYSTEM, (ctx) => wrongClocks(ctx, 10)), [])
})
