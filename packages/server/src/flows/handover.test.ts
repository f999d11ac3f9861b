/** From the bot to a person: the place in line is seen, and whoever has waited longest is served first, within a second. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Bilingual } from '@yingda/protocol/language.ts'
import type { ConversationState } from '@yingda/protocol/realtime.ts'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { settle, until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, type Caller } from './callers.ts'
import { aDesk } from './desk.ts'
import { called } from './line.ts'
import { ok, say, started } from './talk.ts'

const database = await testDatabase()
const { db } = database
const desks = [await aDesk(database), await aDesk(database)] as const
const [near, far] = desks
await Promise.all(desks.map((desk) => desk.start()))
const WITHIN_MS = 1000

type Waiting = { customer: Caller; id: ConversationId }

async function inLine(count: number): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  for (let index = 0; index < count; index += 1) {
    const customer = await aKnownCustomer(near)
    const id = await started(customer, 'payment')
    ok(await customer.post(`/conversations/${id}/person`))
    waiting.push({ customer, id })
  }
  return waiting
}

const holderOf = async (id: string): Promise<string | null> =>
  (await sql<{ assignee_id: string | null }>`select assignee_id from conversation where id = ${id}`.execute(db)).rows[0]?.assignee_id ?? null
const aheadOf = async ({ customer, id }: Waiting): Promise<number | null> =>
  ((await customer.get(`/conversations/${id}/state`)).body as ConversationState).ahead // as the contract says

/** How long until this holds, in milliseconds. */
async function timeUntil(what: string, holds: () => Promise<boolean>): Promise<number> {
  const from = performance.now()
  await until(what, holds)
  return performance.now() - from
}

test('each sees the own place in line, agents come online and serve in that order, and the places move up', async () => {
  const teamId = await aTeam(db)
  const waiting = await inLine(4)
  const [first, second, third, fourth] = waiting as [Waiting, Waiting, Waiting, Waiting]
  assert.deepEqual(await Promise.all(waiting.map(aheadOf)), [0, 1, 2, 3])
  const line = await called(far, third.customer)
  line.say({ t: 'subscribe', stream: `conversation:${third.id}`, after: 0 })
  assert.equal((await line.next('state', ({ state }) => state.ahead !== null)).state.ahead, 2)

  const agent = await aColleague(near, { teamIds: [teamId], capacity: 2, name: '林晓' })
  await called(near, agent)
  assert.ok((await timeUntil('the second to be served', async () => (await holderOf(second.id)) !== null)) < WITHIN_MS)
  assert.equal(await holderOf(first.id), agent.actor.staffId)
  assert.deepEqual([await holderOf(third.id), await holderOf(fourth.id)], [null, null], 'beyond the places of one agent')
  await line.next('state', ({ state }) => state.ahead === 0, 3000)

  ok(await agent.post(`/conversations/${first.id}/resolve`, { outcome: 'answered' }))
  assert.ok((await timeUntil('the third to be served', async () => (await holderOf(third.id)) !== null)) < WITHIN_MS)
  const joined = await line.next('entries', ({ entries }) => entries.some((entry) => 'view' in entry && entry.view.kind === 'joined_by'))
  assert.ok(JSON.stringify(joined).includes('林晓'))

  const colleague = await aColleague(near, { teamIds: [teamId], capacity: 1, name: '何佳' })
  await called(far, colleague)
  assert.ok((await timeUntil('the last to be served on the other server', async () => (await holderOf(fourth.id)) === colleague.actor.staffId)) < WITHIN_MS)
})

test('a conversation that is passed on keeps its place: it goes to the next free agent before those who came later', async () => {
  const teamId = await aTeam(db, { questionTypes: [] })
  const others = await aTeam(db, { questionTypes: [] })
  const [early, late] = (await inLine(2)) as [Waiting, Waiting]
  const admin = await aColleague(near, { role: 'admin' })
  await sql`update staff set available = false`.execute(db)
  for (const { id } of [late, early])
    ok(await admin.post(`/conversations/${id}/transfer`, { teamId: id === early.id ? others : teamId, agentId: null, note: '' }))
  ok(await admin.post(`/conversations/${early.id}/transfer`, { teamId, agentId: null, note: '请接着处理' }))
  assert.deepEqual([await aheadOf(early), await aheadOf(late)], [0, 1])
  const agent = await aColleague(near, { teamIds: [teamId], capacity: 1 })
  await called(near, agent)
  await until('the earlier one to be served', async () => (await holderOf(early.id)) === agent.actor.staffId)
  assert.equal(await holderOf(late.id), null)
})

test('the bot that cannot help hands over with a summary that the agent reads and the customer does not', async () => {
  await aTeam(db, { questionTypes: ['access'] })
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'access', '帮我看看这个 zzz')
  await settle(db)
  ok(await say(customer, id, '还是不行 qqq'))
  await settle(db)
  const admin = await aColleague(near, { role: 'admin' })
  const entries: { entry: { type: string }; content: { summary?: Bilingual } | null }[] = ok(await admin.get(`/conversations/${id}/entries`)).body.entries
  const summary = entries.find(({ entry }) => entry.type === 'conversation.queued')?.content?.summary
  assert.ok(summary !== undefined)
  assert.match(summary['zh-CN'], /^客户问：[^\n]*(zzz|qqq)/)
  assert.match(summary.en, /^The customer asks: [^\n]*(zzz|qqq)/)
  const shown = ok(await customer.get(`/conversations/${id}/entries`)).text
  assert.ok(shown.includes('"queued"') && ![summary['zh-CN'], summary.en].some((words) => shown.includes(JSON.stringify(words).slice(1, -1))))
})
