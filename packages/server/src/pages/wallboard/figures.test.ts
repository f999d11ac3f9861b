/** Whether the wallboard counts as everybody else does: what is in time, and how full an agent is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { assignConversation, life, requestCallBack, tellCalledBack } from '../../modules/conversation/api.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { countConversations } from '../conversation-rows.ts'
import { startReadings } from './readings.ts'
import { scopeOf } from './scope.ts'
import { wallboardOf } from './wallboard.ts'

const MINUTE_MS = 60_000
const { db } = await testDatabase()
const clock = fixedClock()
const { runner } = await aServer(db, clock)

async function aScene() {
  const team = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [team] })
  const lead = await anAgent(db, { role: 'lead', teamIds: [team] })
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer, { teamId: team, status: 'waiting' })
  const board = async () =>
    wallboardOf(await startReadings(runner, 'Asia/Shanghai')(), scopeOf(lead), { undelivered: { count: 0, since: null }, conversationIds: new Set() })
  const day = async () => (await board()).teams[0] ?? assert.fail('team')
  const take = () => runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  return { team, agent, customer, id, board, day, take }
}

test('who waited longer than promised and left was not answered in time', async () => {
  const { customer, id, day } = await aScene()
  clock.advance(65 * MINUTE_MS)
  await runner.run(customer, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'ended_by_customer' }))
  const { promisesToday, missed } = await day()
  assert.deepEqual([promisesToday, missed], [{ kept: 0, of: 1 }, 0])
})

/** A call at the next half hour, asked for by the one who waits. */
async function asksForCall(customer: CustomerActor, conversationId: ConversationId): Promise<string> {
  const from = new Date(Math.ceil((clock.now().getTime() + 30 * MINUTE_MS) / (30 * MINUTE_MS)) * 30 * MINUTE_MS).toISOString()
  await runner.run(customer, (ctx) => requestCallBack(ctx, { conversationId, channel: 'phone', number: '13800138000', from }))
  return from
}

test('a call that was missed and put to another time is not kept by being made then', async () => {
  const { agent, customer, id, day, take } = await aScene()
  await asksForCall(customer, id)
  clock.advance(180 * MINUTE_MS)
  clock.set(await asksForCall(customer, id))
  assert.deepEqual((await day()).promisesToday, { kept: 0, of: 1 }, 'nor while it is still to be made')
  await take()
  await runner.run(agent, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: true, again: null }))
  assert.deepEqual((await day()).promisesToday, { kept: 0, of: 1 })
})

test('who is called back at a time of his own is in line from then on, on the wallboard as in the sidebar; until then he is arranged', async () => {
  const { team, agent, customer, id, day } = await aScene()
  const sidebar = async () => {
    const { waiting, queues, nextInLineAt } = await runner.query(agent, (ctx) => countConversations({ ...ctx, actor: agent }))
    return [waiting, queues.find(({ teamId }) => teamId === team)?.waiting, nextInLineAt]
  }
  assert.deepEqual(await sidebar(), [1, 1, null])
  const from = await asksForCall(customer, id)
  const { waiting, callBacksDue, callBacksLater } = await day()
  assert.deepEqual([waiting, callBacksDue, callBacksLater], [0, 0, 1])
  assert.deepEqual(await sidebar(), [0, 0, from])
  clock.set(from)
  const then = await day()
  assert.deepEqual([then.waiting, then.callBacksDue, then.callBacksLater], [1, 1, 0])
  assert.deepEqual(await sidebar(), [1, 1, null])
})

test('how full somebody is goes by what work weighs, as routing counts it', async () => {
  await sql`update capacity_weight set weight = 4 where kind = 'call_back_phone'`.execute(db)
  const { team, agent, customer, id, board, take } = await aScene()
  await asksForCall(customer, id)
  await take()
  const asked = (await aConversation(runner, await aCustomer(db), { teamId: team, status: 'waiting' })).id
  await sql`update conversation set offered_to = ${agent.staffId}, offer_until = now() + interval '1 minute' where id = ${asked}`.execute(db)
  const shown = (await board()).agents.find((one) => one.id === agent.staffId)
  assert.deepEqual([shown?.held, shown?.heldLoad, shown?.offered, shown?.offeredLoad, shown?.capacity], [1, 4, 1, 1, 5])
})

test('of many who are away one is found by name', async () => {
  const { team, board } = await aScene()
  for (const name of ['赵一', 'Maya', '陈二', 'Daniel', '马三']) await anAgent(db, { teamIds: [team], name })
  const named = (await board()).agents.map(({ name }) => name).filter((name) => /^(赵一|Maya|陈二|Daniel|马三)$/.test(name))
  const [latin, chinese] = [named.filter((name) => /^[A-Z]/.test(name)), named.filter((name) => !/^[A-Z]/.test(name))]
  assert.deepEqual(
    [latin, chinese],
    [
      ['Daniel', 'Maya'],
      ['陈二', '马三', '赵一'],
    ],
  )
})
