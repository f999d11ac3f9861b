import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { assertReplays } from '../../../testing/assert-replays.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import type { CustomerActor, StaffActor } from '../../../platform/actor.ts'
import { assignConversation, cancelCallBack, life, mergeConversations, requestCallBack, showCallBackNumber, tellCalledBack } from '../../conversation/api.ts'
import { accountsOf } from '../../obligation/api.ts'
import { assignWaiting } from '../assign-waiting.ts'

const { db } = await testDatabase()
const clock = fixedClock('2026-11-20T06:32:00.000Z')
const { runner, post } = await aServer(db, clock)
const PHONE = '138 0013 8000'
const AT_TEN = '2026-11-20T10:00:00.000Z'
const UNTIL = '2026-11-20T10:30:00.000Z'

const look = (): Promise<number> => runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
type Held = { status: string; assignee_id: StaffId | null; call_back_channel: string | null; call_back_number: string | null }
const heldBy = async (id: ConversationId): Promise<Held | undefined> =>
  (await sql<Held>`select status, assignee_id, call_back_channel, call_back_number from conversation where id = ${id}`.execute(db)).rows[0]
const dueOf = async (id: ConversationId): Promise<string | null> =>
  (await sql<{ due_at: Date }>`select due_at from obligation where conversation_id = ${id} and open`.execute(db)).rows[0]?.due_at.toISOString() ?? null
const typesOf = async (id: ConversationId): Promise<string[]> =>
  (await sql<{ type: string }>`select type from entry where stream_id = ${id} order by seq`.execute(db)).rows.map((row) => row.type)

/** Somebody who waits, in a team of one agent who is there. */
async function someoneWaiting(teamId?: TeamId): Promise<{ customer: CustomerActor; id: ConversationId; teamId: TeamId }> {
  const [team, customer] = [teamId ?? (await aTeam(db)), await aCustomer(db)]
  return { customer, teamId: team, id: (await aConversation(runner, customer, { teamId: team, status: 'waiting' })).id }
}
async function agentOf(teamId: TeamId, capacity = 5) {
  const agent = await anAgent(db, { teamIds: [teamId], capacity })
  await comeOnline(db, agent.staffId)
  return agent
}
const ask = (customer: CustomerActor, id: ConversationId, from: string | null = AT_TEN, channel: 'phone' | 'chat' = 'phone') =>
  runner.run(customer, (ctx) => requestCallBack(ctx, { conversationId: id, channel, number: channel === 'phone' ? PHONE : null, from }))

test('a call at a time is owed by the end of it, is given to nobody before, and then goes before those who came later', async () => {
  clock.set('2026-11-20T06:32:00.000Z')
  const { customer, id, teamId } = await someoneWaiting()
  await ask(customer, id)
  assert.equal(await dueOf(id), UNTIL)
  const agent = await agentOf(teamId, 1)
  assert.equal(await look(), 0)
  assert.equal((await heldBy(id))?.status, 'waiting')

  clock.set('2026-11-20T09:59:00.000Z')
  const later = await someoneWaiting(teamId)
  clock.set(AT_TEN)
  assert.equal(await look(), 1)
  assert.deepEqual(await heldBy(id), { status: 'assigned', assignee_id: agent.staffId, call_back_channel: 'phone', call_back_number: '+8613800138000' })
  assert.equal((await heldBy(later.id))?.status, 'waiting')
  assert.equal(await dueOf(id), UNTIL)
  await assertReplays(runner, id)
})

test('without a time it is one’s turn that is waited for, and the deadline stands', async () => {
  const { customer, id, teamId } = await someoneWaiting()
  const due = await dueOf(id)
  await ask(customer, id, null)
  assert.equal(await dueOf(id), due)
  const agent = await agentOf(teamId)
  await look()
  assert.equal((await heldBy(id))?.assignee_id, agent.staffId)
})

test('reached, the customer is answered and the number is gone; words in the chat are no call', async () => {
  const { customer, id, teamId } = await someoneWaiting()
  await ask(customer, id, null)
  const agent = await agentOf(teamId)
  await look()
  await post(agent, { conversationId: id, clientId: aClientId(), text: '正在给您打电话', attachmentIds: [], followUp: 'await_customer' })
  assert.ok((await dueOf(id)) !== null, 'the call is still owed')
  assert.equal((await heldBy(id))?.status, 'assigned')
  await assert.rejects(
    runner.run(agent, (ctx) => life.awaitCustomer(ctx, { conversationId: id })),
    { code: 'conversation.call_back_pending' },
  )
  assert.equal(await runner.run(agent, (ctx) => showCallBackNumber(ctx, { conversationId: id })), '+8613800138000')
  assert.ok((await typesOf(id)).includes('conversation.number_shown'))
  await runner.run(agent, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: true, again: null }))
  assert.equal(await dueOf(id), null)
  assert.deepEqual(await heldBy(id), { status: 'awaiting_customer', assignee_id: agent.staffId, call_back_channel: null, call_back_number: null })
  const [closed] = (
    await sql<{ closed_how: string }>`select closed_how from obligation where conversation_id = ${id} order by received_at desc limit 1`.execute(db)
  ).rows
  assert.equal(closed?.closed_how, 'answered')
  await assertReplays(runner, id)
  await assert.rejects(
    runner.run(agent, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: true, again: null })),
    { code: 'conversation.no_call_back' },
  )
})

test('the number and what came of the call are for whoever holds it: a colleague, and anybody while it waits, is refused', async () => {
  const { customer, id, teamId } = await someoneWaiting()
  await ask(customer, id, null)
  const colleague = await anAgent(db, { teamIds: [teamId] })
  const isRefused = async (code: string): Promise<void> => {
    await assert.rejects(
      runner.run(colleague, (ctx) => showCallBackNumber(ctx, { conversationId: id })),
      { code },
    )
  }
  await isRefused('permission.denied')
  await agentOf(teamId)
  await look()
  await isRefused('conversation.already_assigned')
  await assert.rejects(
    runner.run(colleague, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: true, again: null })),
    { code: 'conversation.already_assigned' },
  )
  assert.equal((await typesOf(id)).includes('conversation.number_shown'), false)
})

test('not reached, it is called again at a time and owed by then; or no more, and an answer in writing is owed', async () => {
  clock.set('2026-11-20T06:32:00.000Z')
  const { customer, id, teamId } = await someoneWaiting()
  await ask(customer, id, null)
  const agent = await agentOf(teamId)
  await look()
  await runner.run(agent, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: false, again: AT_TEN }))
  assert.deepEqual(await heldBy(id), { status: 'waiting', assignee_id: null, call_back_channel: 'phone', call_back_number: '+8613800138000' })
  assert.equal(await dueOf(id), UNTIL)
  assert.equal(await look(), 0)
  clock.set(AT_TEN)
  await comeOnline(db, agent.staffId)
  assert.equal(await look(), 1)
  await runner.run(agent, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: false, again: null }))
  assert.equal((await heldBy(id))?.call_back_channel, null)
  assert.ok((await dueOf(id)) !== null)
  await post(agent, { conversationId: id, clientId: aClientId(), text: '没有打通，请看这里', attachmentIds: [], followUp: 'nothing' })
  assert.equal(await dueOf(id), null)
  await assertReplays(runner, id)
})

test('changed, the last one counts; called off, one waits in line again with the place kept; asked for twice, it is one', async () => {
  clock.set('2026-11-20T06:32:00.000Z')
  const { customer, id, teamId } = await someoneWaiting()
  const first = await ask(customer, id)
  assert.equal((await ask(customer, id)).customerSeq, first.customerSeq)
  const timesAsked = async (): Promise<number> => (await typesOf(id)).filter((type) => type === 'conversation.call_back_requested').length
  assert.equal(await timesAsked(), 1)
  await runner.run(customer, (ctx) => requestCallBack(ctx, { conversationId: id, channel: 'phone', number: '13900139000', from: AT_TEN }))
  assert.equal(await timesAsked(), 2)
  await ask(customer, id, '2026-11-20T11:30:00.000Z', 'chat')
  assert.equal(await dueOf(id), '2026-11-20T12:00:00.000Z')
  assert.equal((await heldBy(id))?.call_back_number, null)
  await runner.run(customer, (ctx) => cancelCallBack(ctx, { conversationId: id }))
  await runner.run(customer, (ctx) => cancelCallBack(ctx, { conversationId: id }))
  assert.equal((await typesOf(id)).filter((type) => type === 'conversation.call_back_cancelled').length, 1)
  assert.ok((await dueOf(id)) !== null && (await dueOf(id)) !== '2026-11-20T12:00:00.000Z')
  await agentOf(teamId)
  assert.equal(await look(), 1)
})

test('a time that was missed stays missed when another is arranged, by whomever; one that was moved before it was over does not count', async () => {
  const accounted = async () => runner.query(SYSTEM, (ctx) => accountsOf(ctx, { from: '2026-11-20', until: '2026-11-20', timeZone: 'Asia/Shanghai' }))
  const inTime = async (): Promise<number> => (await accounted()).reduce((sum, day) => sum + day.inTime, 0)
  const missed = async (id: ConversationId) =>
    (await sql<{ missed: Date | null }>`select missed_at as missed from obligation where conversation_id = ${id}`.execute(db)).rows[0]?.missed?.toISOString() ??
    null
  const answer = async (agent: StaffActor, id: ConversationId) => {
    await runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
    await runner.run(agent, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: true, again: null }))
  }
  for (const [movedAt, expected] of [
    ['2026-11-20T10:29:00.000Z', null],
    ['2026-11-20T10:31:00.000Z', UNTIL],
  ] as const) {
    clock.set('2026-11-20T06:32:00.000Z')
    const { customer, id, teamId } = await someoneWaiting()
    await ask(customer, id)
    clock.set(movedAt)
    await ask(customer, id, '2026-11-20T11:30:00.000Z')
    await ask(customer, id, '2026-11-20T12:00:00.000Z')
    assert.equal(await missed(id), expected)
    const before = await inTime()
    clock.set('2026-11-20T12:10:00.000Z')
    await answer(await agentOf(teamId), id)
    assert.equal((await inTime()) - before, expected === null ? 1 : 0)
  }
})

test('an answer in the chat is what was arranged for the chat', async () => {
  const { customer, id, teamId } = await someoneWaiting()
  await ask(customer, id, null, 'chat')
  const agent = await agentOf(teamId)
  await look()
  await post(agent, { conversationId: id, clientId: aClientId(), text: '您好，我来答复', attachmentIds: [], followUp: 'nothing' })
  assert.deepEqual([await dueOf(id), (await heldBy(id))?.call_back_channel], [null, null])
})

test('what is no number, no time that is offered, nobody who waits, or somebody else’s is refused', async () => {
  clock.set('2026-11-20T06:32:00.000Z')
  const { customer, id, teamId } = await someoneWaiting()
  const wanted = { conversationId: id, channel: 'phone' as const, number: PHONE, from: null }
  const refused = (who: CustomerActor, over: object, code: string) =>
    assert.rejects(
      runner.run(who, (ctx) => requestCallBack(ctx, { ...wanted, ...over })),
      { code },
    )
  await refused(customer, { number: '12345' }, 'call_back.number_invalid')
  await refused(customer, { number: null }, 'call_back.number_invalid')
  await refused(customer, { from: '2026-11-20T06:30:00.000Z' }, 'call_back.time_not_offered')
  await refused(customer, { from: '2026-11-20T10:10:00.000Z' }, 'call_back.time_not_offered')
  await refused(await aCustomer(db), {}, 'conversation.not_found')
  // the team has nobody else: the time of one is taken
  const other = await someoneWaiting(teamId)
  await ask(other.customer, other.id)
  await refused(customer, { from: AT_TEN }, 'call_back.time_not_offered')
  const withBot = await aConversation(runner, customer, { questionType: 'refund' })
  await refused(customer, { conversationId: withBot.id }, 'conversation.not_waiting')
})

test('a conversation whose customer is to be called does not vanish in another one', async () => {
  const { customer, id } = await someoneWaiting()
  const target = await aConversation(runner, customer, { questionType: 'refund' })
  await ask(customer, id, null)
  await assert.rejects(
    runner.run(SYSTEM, (ctx) => mergeConversations(ctx, { sourceId: id, targetId: target.id })),
    { code: 'conversation.call_back_pending' },
  )
})
