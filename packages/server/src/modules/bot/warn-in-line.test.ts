import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { aConversation, aCustomer, SYSTEM } from '../../testing/builders.ts'
import { readTimeline, requestPerson, standingInLine } from '../conversation/api.ts'
import { aBotAtWork } from './bot.scenario.ts'

const { db, clock, runner, teamId, say, turn } = await aBotAtWork()
const STOLEN = 'Someone has stolen my account and is sending my money away right now!'
const asks = async (customer: CustomerActor): Promise<ConversationId> => (await aConversation(runner, customer, { teamId, questionType: 'other' })).id
async function inLine() {
  const customer = await aCustomer(db)
  const id = await asks(customer)
  await runner.run(customer, (ctx) => requestPerson(ctx, { conversationId: id, reason: 'asked', summary: null }))
  return { customer, id }
}
async function owedIn(id: ConversationId) {
  const { rows } = await sql<{ priority: string; minutes: number }>`
    select priority, extract(epoch from due_at - ${clock.now().toISOString()}::timestamptz)::float8 / 60 as minutes from obligation where conversation_id = ${id} and open`.execute(
    db,
  )
  return rows[0] ?? assert.fail('owed')
}
const ahead = async (id: ConversationId) => (await runner.query(SYSTEM, (ctx) => standingInLine(ctx, [teamId]))).get(id)?.ahead
async function timeline(id: ConversationId) {
  const entries = await runner.query(SYSTEM, (ctx) => readTimeline(ctx, id, { after: 0, limit: 100 }))
  const told = entries.filter(({ entry }) => entry.type === 'conversation.danger_told')
  return {
    told,
    spoken: entries.filter(({ entry, actor }) => entry.type === 'message.posted' && actor.kind === 'bot').map(({ content }) => content?.text ?? ''),
  }
}

test('danger is as urgent told in line as told to the bot, and moves up; what to do at once is said there too', async () => {
  const [toBot, other] = [await aCustomer(db), await inLine()]
  const asked = await asks(toBot)
  await say(toBot, asked, STOLEN)
  await turn(asked)
  clock.advance(60_000)
  const { customer, id } = await inLine()
  assert.deepEqual([(await owedIn(id)).priority, await ahead(other.id)], ['normal', 1])
  await say(customer, id, STOLEN)
  await Promise.all(Array.from({ length: 8 }, () => turn(id)))
  assert.deepEqual(await owedIn(id), { priority: 'urgent', minutes: (await owedIn(asked)).minutes + 1 })
  assert.deepEqual([await ahead(asked), await ahead(id), await ahead(other.id)], [0, 1, 2])
  const { told, spoken } = await timeline(id)
  assert.deepEqual([told.length, told[0]?.customerSeq, spoken.length], [1, null, 1])
  assert.equal(`I’m Xiaohe, a bot.\n\n${spoken[0]}`, (await timeline(asked)).spoken[0])
  assert.equal((await assertReplays(runner, id)).urgent, true)
})

test('it is told once, nothing else in line is taken for it, and what is promised is never put off', async () => {
  const { customer, id } = await inLine()
  for (const words of ['How can I protect my account against hackers?', '还在吗', 'my refund has not arrived', 'any news?', '????']) {
    await say(customer, id, words)
    await turn(id)
  }
  assert.deepEqual([(await owedIn(id)).priority, (await timeline(id)).spoken], ['normal', []])
  clock.advance(9 * 60_000)
  const { minutes } = await owedIn(id)
  await say(customer, id, '我不想活了')
  await turn(id)
  await say(customer, id, STOLEN)
  await turn(id)
  const { told, spoken } = await timeline(id)
  assert.deepEqual([told.length, spoken.length], [1, 1])
  assert.match(spoken[0] ?? '', /急救或报警电话/)
  assert.deepEqual(await owedIn(id), { priority: 'urgent', minutes })
})
