import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, readCustomerTimeline, readTimeline, requestPerson } from '../conversation/api.ts'
import { setTeamCalendar } from '../identity/api.ts'
import { openKnowledge } from '../knowledge/api.ts'
import { createCalendar } from '../workforce/api.ts'
import { WEEKDAYS } from '../../testing/hours.ts'
import { createBot } from './api.ts'
import { outOfHoursReaction } from './out-of-hours.ts'
import { takeTurn } from './take-turn.ts'

const { db } = await testDatabase()
const clock = fixedClock('2026-11-22T15:18:00.000Z') // Sunday, 23:18 in Shanghai
const { runner, post } = await aServer(db, clock)
const names = { 'zh-CN': '小禾', en: 'Xiaohe' }
const reaction = outOfHoursReaction({ runner, names, timeZone: 'Asia/Shanghai' })

async function aTeamWithHours() {
  const teamId = await aTeam(db)
  await runner.run(SYSTEM, async (ctx) => setTeamCalendar(ctx, { teamId, calendarId: await createCalendar(ctx, WEEKDAYS) }))
  return teamId
}
/** What the reaction is handed: the entries of its types. */
async function react(id: ConversationId): Promise<void> {
  const entries = await runner.query(SYSTEM, (ctx) => readTimeline(ctx, id, { after: 0, before: 1000, limit: 100 }))
  const queued = entries.filter(({ entry }) => entry.type === 'conversation.queued')
  await reaction.handle(
    queued.map(({ seq, customerSeq, actor, entry }) => ({
      streamId: id,
      seq,
      customerSeq,
      customerId: null,
      type: entry.type,
      actor,
      at: clock.now(),
      data: entry.data,
    })),
  )
}
const spoken = async (id: ConversationId): Promise<string[]> =>
  (await runner.query(SYSTEM, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 100 }))).flatMap(({ view }) =>
    view.kind === 'message' && view.from === 'bot' ? [view.content.text] : [],
  )

test('outside hours who waits for a person reads once from when somebody is there, and by when there is an answer', async () => {
  const { id } = await aConversation(runner, await aCustomer(db), { teamId: await aTeamWithHours(), status: 'waiting' })
  await Promise.all([react(id), react(id)])
  await react(id)
  assert.deepEqual(await spoken(id), ['现在 23:18，不在接待时间。同事明天 09:00 起按先后答复，最晚 09:05 前答复您。您可以先把情况写在这里，不用守着。'])
  const { rows } = await sql<{ status: string }>`select status from conversation where id = ${id}`.execute(db)
  assert.equal(rows[0]?.status, 'waiting', 'it keeps its place in line')
})

test('a code that was hidden before the line is named too, though the words about the hours come first', async () => {
  const knowledge = await openKnowledge({ runner, log: { info: () => {} }, brand: names })
  const bot = createBot({ runner, knowledge, names, timeZone: 'Asia/Shanghai', log: { info: () => {}, error: () => {} } })
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer, { teamId: await aTeamWithHours() })
  await post(customer, { conversationId: id, clientId: aClientId(), text: '验证码是 482913', attachmentIds: [], followUp: 'nothing' })
  await runner.run(customer, (ctx) => requestPerson(ctx, { conversationId: id, reason: 'asked', summary: null }))
  await react(id)
  await takeTurn(bot, id)
  const [hours, warning, ...more] = await spoken(id)
  assert.match(hours ?? '', /不在接待时间/)
  assert.match(warning ?? '', /不要把验证码发给任何人/)
  assert.deepEqual(more, [])
})

test('within hours, without hours, and once a person has it, nothing is said', async () => {
  const always = await aConversation(runner, await aCustomer(db), { teamId: await aTeam(db), status: 'waiting' })
  await react(always.id)
  assert.deepEqual(await spoken(always.id), [])

  const teamId = await aTeamWithHours()
  const taken = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
  const agent = await anAgent(db, { teamIds: [teamId] })
  await runner.run(agent, (ctx) => assignConversation(ctx, { conversationId: taken.id, agentId: agent.staffId, how: 'taken' }))
  await react(taken.id)
  assert.deepEqual(await spoken(taken.id), [])

  clock.set('2026-11-23T02:00:00.000Z')
  const inTime = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
  await react(inTime.id)
  assert.deepEqual(await spoken(inTime.id), [])
})
