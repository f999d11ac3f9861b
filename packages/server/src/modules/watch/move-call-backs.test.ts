import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import pino from 'pino'
import type { CustomerActor } from '../../platform/actor.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { WEEKDAYS } from '../../testing/hours.ts'
import { callBackMovedReaction } from '../bot/api.ts'
import { readCustomerTimeline, readTimeline, requestCallBack, transferConversation } from '../conversation/api.ts'
import { setTeamCalendar } from '../identity/api.ts'
import { assignWaiting } from '../routing/assign-waiting.ts'
import { createCalendar } from '../workforce/api.ts'
import { setTeamDay } from '../workforce/calendar/commands/set-team-day.ts'
import { lookOnce, moveCallBacks } from './api.ts'

const { db } = await testDatabase()
const THURSDAY = '2026-11-19T02:00:00.000Z' // 10:00 in Shanghai
const FRIDAY_AT_TWO = '2026-11-20T06:00:00.000Z'
const MONDAY_AT_NINE = '2026-11-23T01:00:00.000Z'
const clock = fixedClock(THURSDAY)
const { runner } = await aServer(db, clock)
const { run, query } = runner
const log = pino({ level: 'silent' })
const look = (): Promise<void> => lookOnce(runner, log)

async function anOffice(): Promise<TeamId> {
  const teamId = await aTeam(db)
  await run(SYSTEM, async (ctx) => setTeamCalendar(ctx, { teamId, calendarId: await createCalendar(ctx, WEEKDAYS) }))
  return teamId
}
async function arranged(teamId: TeamId, from: string, channel: 'phone' | 'chat' = 'phone'): Promise<{ id: ConversationId; customer: CustomerActor }> {
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
  await run(customer, (ctx) => requestCallBack(ctx, { conversationId: id, channel, number: channel === 'phone' ? '13800138000' : null, from }))
  return { id, customer }
}
const close = (teamId: TeamId, date: string) =>
  run(SYSTEM, (ctx) => setTeamDay(ctx, { teamId, date, timeZone: 'Asia/Shanghai', spans: [], was: null, label: '闭店' }))
type Row = { from: Date | null; due: Date; missed: Date | null; assignee: string | null; number: string | null }
const rowOf = async (id: ConversationId): Promise<Row> =>
  (
    await sql<Row>`select c.call_back_from as "from", o.due_at as due, o.missed_at as missed, c.assignee_id as assignee, c.call_back_number as number
    from conversation c join obligation o on o.id = c.obligation_id where c.id = ${id}`.execute(db)
  ).rows[0] ?? assert.fail()
const seen = (id: ConversationId) => query(SYSTEM, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 100 }))
/** What the reaction is handed: the entries of its types. */
async function tell(id: ConversationId): Promise<void> {
  const reaction = callBackMovedReaction({ runner, names: { 'zh-CN': '小禾', en: 'Xiaohe' }, timeZone: 'Asia/Shanghai' })
  const entries = await query(SYSTEM, (ctx) => readTimeline(ctx, id, { after: 0, before: 1000, limit: 100 }))
  const rows = entries.map(({ seq, customerSeq, actor, entry: { type, data } }) => ({ seq, customerSeq, actor, type, data }))
  await reaction.handle(rows.filter(({ type }) => reaction.on.includes(type)).map((row) => ({ ...row, streamId: id, customerId: null, at: clock.now() })))
}

test('the day of an arranged call is closed afterwards: it is put to the next opening, and the customer is told once', async () => {
  const teamId = await anOffice()
  const agent = await anAgent(db, { teamIds: [teamId] })
  const { id } = await arranged(teamId, FRIDAY_AT_TWO)
  await look()
  assert.equal((await rowOf(id)).from?.toISOString(), FRIDAY_AT_TWO, 'within the hours nothing is moved')
  await close(teamId, '2026-11-20')
  assert.equal(await moveCallBacks(runner, log), 1)
  await Promise.all(Array.from({ length: 8 }, look))
  const { from, due, missed, number } = await rowOf(id)
  assert.deepEqual([from?.toISOString(), due.toISOString(), missed, number], [MONDAY_AT_NINE, '2026-11-23T01:30:00.000Z', null, '+8613800138000'])
  await tell(id)
  await tell(id)
  const views = (await seen(id)).map(({ view }) => view)
  const moved = views.filter((view) => view.kind === 'call_back' && view.moved === true)
  assert.deepEqual(moved, [{ kind: 'call_back', channel: 'phone', from: MONDAY_AT_NINE, until: '2026-11-23T01:30:00.000Z', number: '•••8000', moved: true }])
  const words = views.flatMap((view) => (view.kind === 'message' ? [view.content.text] : []))
  assert.deepEqual(words, ['抱歉，您约的时间后来改为不接待，同事会在 11 月 23 日 09:00–09:30 打给您。如果不方便，可以在这里另选时间。'])
  clock.set(MONDAY_AT_NINE)
  await comeOnline(db, agent.staffId)
  assert.equal(await run(SYSTEM, (ctx) => assignWaiting(ctx)), 1)
  assert.equal((await rowOf(id)).assignee, agent.staffId)
  await assertReplays(runner, id)
})

test('passed on to a team that is closed at that time, the call comes when that team opens', async () => {
  clock.set('2026-11-20T02:00:00.000Z')
  const [always, office] = [await aTeam(db), await anOffice()]
  const { id } = await arranged(always, '2026-11-21T06:00:00.000Z', 'chat')
  await run(SYSTEM, (ctx) => transferConversation(ctx, { conversationId: id, teamId: office, agentId: null, note: '' }))
  await look()
  assert.equal((await rowOf(id)).from?.toISOString(), MONDAY_AT_NINE)
  await assertReplays(runner, id)
})

test('several are spread over the times that have room; who chose a later time is not called earlier', async () => {
  clock.set(THURSDAY)
  const teamId = await anOffice()
  const [first, second] = [await arranged(teamId, FRIDAY_AT_TWO), await arranged(teamId, '2026-11-20T06:30:00.000Z')]
  await close(teamId, '2026-11-20')
  await look()
  const times = await Promise.all([first, second].map(async ({ id }) => (await rowOf(id)).from?.toISOString()))
  assert.deepEqual(times, [MONDAY_AT_NINE, '2026-11-23T01:30:00.000Z'])
})

test('words about a time that the customer has changed himself since are not said', async () => {
  clock.set(THURSDAY)
  const teamId = await anOffice()
  const { id, customer } = await arranged(teamId, FRIDAY_AT_TWO)
  await close(teamId, '2026-11-20')
  await look()
  await run(customer, (ctx) => requestCallBack(ctx, { conversationId: id, channel: 'chat', number: null, from: '2026-11-23T06:00:00.000Z' }))
  await tell(id)
  assert.equal((await seen(id)).filter(({ view }) => view.kind === 'message').length, 0)
  await look()
  assert.equal((await rowOf(id)).from?.toISOString(), '2026-11-23T06:00:00.000Z')
})
