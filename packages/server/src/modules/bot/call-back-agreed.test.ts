/** Whoever holds an arranged call puts it to another time that the customer wants: it is owed by then, and he has it in writing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { StaffActor } from '../../platform/actor.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, readCustomerTimeline, readTimeline, requestCallBack, tellCalledBack } from '../conversation/api.ts'
import { assignWaiting } from '../routing/assign-waiting.ts'
import { callBackMovedReaction } from './api.ts'

const { db } = await testDatabase()
const clock = fixedClock('2026-11-20T06:32:00.000Z')
const { runner } = await aServer(db, clock)
const { run, query } = runner
const AT_TEN = '2026-11-20T10:00:00.000Z'
const UNTIL = '2026-11-20T10:30:00.000Z'

async function aCallOwed() {
  const [teamId, customer] = [await aTeam(db), await aCustomer(db)]
  const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
  await run(customer, (ctx) => requestCallBack(ctx, { conversationId: id, channel: 'phone', number: '13800138000', from: null }))
  const agent = await anAgent(db, { teamIds: [teamId] })
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  const agree = (by: StaffActor, again: string) => run(by, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: false, again, agreed: true }))
  const views = async () => (await query(SYSTEM, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 100 }))).map(({ view }) => view)
  /** What the reaction is handed: the entries of its types. */
  const tell = async () => {
    const reaction = callBackMovedReaction({ runner, names: { 'zh-CN': '小禾', en: 'Xiaohe' }, timeZone: 'Asia/Shanghai' })
    const entries = await query(SYSTEM, (ctx) => readTimeline(ctx, id, { after: 0, before: 1000, limit: 100 }))
    const rows = entries.map(({ seq, customerSeq, actor, entry: { type, data } }) => ({ seq, customerSeq, actor, type, data }))
    await reaction.handle(rows.filter(({ type }) => reaction.on.includes(type)).map((row) => ({ ...row, streamId: id, customerId: null, at: clock.now() })))
  }
  return { id, teamId, agent, agree, views, tell }
}
const wordsIn = (views: Awaited<ReturnType<Awaited<ReturnType<typeof aCallOwed>>['views']>>) =>
  views.flatMap((view) => (view.kind === 'message' && view.from === 'bot' ? [view.content.text] : []))

test('put to a time the customer agreed to, it waits in line until then and is owed by then; he is told once, and not that nobody answered', async () => {
  const { id, agent, agree, views, tell } = await aCallOwed()
  await agree(agent, AT_TEN)
  const { rows } = await sql<{ status: string; assignee: string | null; due: Date; number: string }>`
    select c.status, c.assignee_id as assignee, o.due_at as due, c.call_back_number as number
    from conversation c join obligation o on o.id = c.obligation_id where c.id = ${id}`.execute(db)
  assert.deepEqual(rows, [{ status: 'waiting', assignee: null, due: new Date(UNTIL), number: '+8613800138000' }])
  assert.deepEqual((await views()).at(-1), { kind: 'called_back', reached: false, from: AT_TEN, until: UNTIL, agreed: true })
  await tell()
  await tell()
  assert.deepEqual(wordsIn(await views()), ['按跟您说好的，同事会在今天 18:00–18:30 打给您。如果时间不对，可以在这里另选。'])
  await assertReplays(runner, id)
  clock.set(AT_TEN)
  await comeOnline(db, agent.staffId)
  assert.equal(await run(SYSTEM, (ctx) => assignWaiting(ctx)), 1)
  clock.set('2026-11-20T06:32:00.000Z')
})

test('only whoever holds the call can, and only to a time that is offered; one that was not answered says what it said', async () => {
  const { teamId, agent, agree, views, tell, id } = await aCallOwed()
  const colleague = await anAgent(db, { teamIds: [teamId] })
  await assert.rejects(agree(colleague, AT_TEN), { code: 'conversation.already_assigned' })
  await assert.rejects(agree(agent, '2026-11-20T10:07:00.000Z'), { code: 'call_back.time_not_offered' })
  await run(agent, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: false, again: AT_TEN }))
  assert.deepEqual((await views()).at(-1), { kind: 'called_back', reached: false, from: AT_TEN, until: UNTIL })
  await tell()
  assert.deepEqual(wordsIn(await views()), [])
})
