import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, life, readCustomerTimeline, readTimeline, requestCallBack, requestPerson, transferConversation } from '../conversation/api.ts'
import { setTeamCalendar } from '../identity/api.ts'
import { openKnowledge } from '../knowledge/api.ts'
import { lookOnce } from '../watch/api.ts'
import { createCalendar } from '../workforce/api.ts'
import { setTeamDay } from '../workforce/calendar/commands/set-team-day.ts'
import pino from 'pino'
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
/** What the reaction is handed: the entries of its types, from the one on after `after`. */
async function react(id: ConversationId, after = 0): Promise<void> {
  const entries = await runner.query(SYSTEM, (ctx) => readTimeline(ctx, id, { after, before: 1000, limit: 100 }))
  const entered = entries.filter(({ entry }) => reaction.on.includes(entry.type))
  await reaction.handle(
    entered.map(({ seq, customerSeq, actor, entry }) => ({
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
const newest = async (id: ConversationId): Promise<number> =>
  (await sql<{ seq: number }>`select last_seq as seq from stream where id = ${id}`.execute(db)).rows[0]?.seq ?? 0
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

test('who writes again at night to what a person had answered hears when somebody is there; once in a night', async () => {
  clock.set('2026-11-20T06:00:00.000Z') // Friday 14:00
  const teamId = await aTeamWithHours()
  const [agent, customer] = [await anAgent(db, { teamIds: [teamId] }), await aCustomer(db)]
  const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
  const write = async (at: string): Promise<void> => {
    await runner.run(agent, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'taken' }))
    await runner.run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
    clock.set(at)
    const before = await newest(id)
    await post(customer, { conversationId: id, clientId: aClientId(), text: '还是没收到', attachmentIds: [], followUp: 'nothing' })
    await react(id, before)
  }
  await write('2026-11-20T14:00:00.000Z')
  const words = await spoken(id)
  assert.equal(words.length, 1)
  assert.match(words[0] ?? '', /^现在 22:00，不在接待时间。同事 11 月 23 日 09:00 起/)
  await write('2026-11-21T02:00:00.000Z')
  assert.equal((await spoken(id)).length, 1, 'it still opens on Monday, as was said')
  await write('2026-11-23T14:00:00.000Z')
  assert.equal((await spoken(id)).length, 2, 'another night, another opening')
  clock.set('2026-11-22T15:18:00.000Z')
})

test('passed on to a line that is closed, one hears when it opens; with a time arranged, one knows', async () => {
  const [always, office] = [await aTeam(db), await aTeamWithHours()]
  const [passed, arranged] = [await aCustomer(db), await aCustomer(db)]
  const { id } = await aConversation(runner, passed, { teamId: always, status: 'waiting' })
  const { id: atTime } = await aConversation(runner, arranged, { teamId: always, status: 'waiting' })
  await runner.run(arranged, (ctx) => requestCallBack(ctx, { conversationId: atTime, channel: 'chat', number: null, from: '2026-11-23T02:00:00.000Z' }))
  for (const conversationId of [id, atTime]) {
    const before = await newest(conversationId)
    await runner.run(SYSTEM, (ctx) => transferConversation(ctx, { conversationId, teamId: office, agentId: null, note: '' }))
    await react(conversationId, before)
  }
  assert.match((await spoken(id)).join(), /^现在 23:18，不在接待时间。同事明天 09:00 起/)
  assert.deepEqual(await spoken(atTime), [])
})

test('a line that is closed while somebody waits owns up to what was promised before it opens, once', async () => {
  clock.set('2026-11-20T07:58:00.000Z') // Friday 15:58
  const teamId = await aTeamWithHours()
  const { id } = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
  const look = async () => {
    await lookOnce(runner, pino({ level: 'silent' }))
    await react(id)
  }
  await look()
  assert.deepEqual(await spoken(id), [], 'it is open')
  const today = { date: '2026-11-20', spans: [{ from: '09:00', until: '16:00' }], was: null, label: '', timeZone: 'Asia/Shanghai' }
  await runner.run(SYSTEM, (ctx) => setTeamDay(ctx, { teamId, ...today }))
  clock.set('2026-11-20T08:02:30.000Z')
  await look()
  clock.set('2026-11-20T08:10:00.000Z')
  await look()
  const words = await spoken(id)
  assert.equal(words.length, 1)
  assert.match(words[0] ?? '', /^现在 16:02，不在接待时间。原定 16:03 前答复您，这次做不到了，抱歉，您的位置还在。同事 11 月 23 日 09:00 起按先后答复。/)
  const { rows } = await sql`select from obligation where conversation_id = ${id} and open`.execute(db)
  assert.equal(rows.length, 1, 'the answer is owed still')
  const resolution = { promise: 'resolution', dueAt: '2026-11-20T08:20:00.000Z' }
  await reaction.handle([
    { streamId: id, seq: 99, customerSeq: null, customerId: null, type: 'promise.missed', actor: { kind: 'system' }, at: clock.now(), data: resolution },
  ])
  assert.equal((await spoken(id)).length, 1, 'what is to be resolved was told to nobody')
  clock.set('2026-11-22T15:18:00.000Z')
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
