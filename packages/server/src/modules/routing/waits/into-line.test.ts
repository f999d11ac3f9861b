import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { aConversation, aCustomer, anAgent, aTeam, SYSTEM } from '../../../testing/builders.ts'
import { assignConversation, cancelCallBack, requestCallBack, transferConversation } from '../../conversation/api.ts'
import { statesWithWaits } from './stated.ts'
import { aWaitingRoom } from './waits.scenario.ts'

const { db, clock, runner, look, react, waiting } = await aWaitingRoom()
const MINUTE_MS = 60_000

/** Ten in the morning of a Friday in Shanghai, or so many minutes later. */
const at = (minutes: number): string => new Date(Date.parse('2026-11-20T02:00:00.000Z') + minutes * MINUTE_MS).toISOString()
const callBack = (conversationId: ConversationId, from: string | null) =>
  runner.run(SYSTEM, (ctx) => requestCallBack(ctx, { conversationId, channel: 'chat', number: null, from }))
const passOn = (conversationId: ConversationId, teamId: TeamId) =>
  runner.run(SYSTEM, (ctx) => transferConversation(ctx, { conversationId, teamId, agentId: null, note: '' }))
async function told(id: ConversationId) {
  clock.advance(2000)
  await look()
  const state = (await runner.query(SYSTEM, (ctx) => statesWithWaits(ctx, [id], { kind: 'customer' }))).get(id)
  return { ahead: state?.ahead, wait: state?.wait }
}
const TOLD = { ahead: 0, wait: 'cannot_say' }
const staysOf = async (id: ConversationId) =>
  (
    await sql<{ how: string | null; team_id: TeamId; at: Date }>`
      select how, team_id, entered_at as at from line_stay where conversation_id = ${id} order by seq`.execute(db)
  ).rows

test('passed on to a line from the bot it is told how long, or that it cannot be said; from line to line its stay goes on', async () => {
  const [first, second] = [await aTeam(db), await aTeam(db)]
  const { id } = await aConversation(runner, await aCustomer(db), { teamId: first })
  clock.advance(1000)
  await passOn(id, first)
  await react()
  assert.deepEqual(await told(id), TOLD)
  clock.advance(1000)
  await passOn(id, second)
  await react()
  await react()
  assert.deepEqual(
    (await staysOf(id)).map((stay) => [stay.how, stay.team_id]),
    [[null, second]],
  )
  const agent = await anAgent(db, { teamIds: [second] })
  clock.advance(1000)
  await passOn(id, first)
  clock.advance(1000)
  await runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  await react()
  assert.deepEqual(
    (await staysOf(id)).map((stay) => [stay.how, stay.team_id]),
    [['served', first]],
  )
})

test('read late and all at once, or only from the middle on, a stay is one', async () => {
  const [first, second] = [await aTeam(db), await aTeam(db)]
  const agent = await anAgent(db, { teamIds: [second] })
  const id = await waiting(first)
  await react()
  clock.advance(1000)
  await passOn(id, second)
  clock.advance(1000)
  await runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  for (const after of [2, 0, 2]) await react(after)
  assert.deepEqual(
    (await staysOf(id)).map((stay) => [stay.how, stay.team_id]),
    [['served', second]],
  )
})

test('a time that was arranged and is given up for “when it is my turn” leads back into line; asked so at once, the stay goes on', async () => {
  clock.set(at(0))
  const [id, other] = [await waiting(await aTeam(db)), await waiting(await aTeam(db))]
  await callBack(id, at(120))
  await callBack(id, null)
  await callBack(other, null)
  await react()
  assert.deepEqual([await told(id), await told(other)], [TOLD, TOLD])
  assert.deepEqual([(await staysOf(id)).map(({ how }) => how), (await staysOf(other)).map(({ how }) => how)], [['call_back', null], [null]])
})

test('from the time on at which he is to be called he stands in line and is told, once; another time, and calling it off, are heard', async () => {
  clock.set(at(0))
  const id = await waiting(await aTeam(db))
  await callBack(id, at(60))
  await react()
  const elsewhere = await aTeam(db)
  await passOn(id, elsewhere)
  await react(3)
  assert.equal((await staysOf(id)).length, 1, 'in another line then, and in none until then')
  clock.set(at(59))
  assert.deepEqual(await told(id), { ahead: null, wait: null })
  clock.set(at(61))
  assert.deepEqual(await told(id), TOLD)
  await Promise.all([look(), look(), look()])
  const [, stay, ...more] = await staysOf(id)
  assert.deepEqual([stay?.how, stay?.team_id, stay?.at.toISOString(), more], [null, elsewhere, at(60), []])
  await callBack(id, at(120))
  await react(4)
  assert.deepEqual(await told(id), { ahead: null, wait: null })
  clock.set(at(121))
  assert.deepEqual(await told(id), TOLD)
  await runner.run(SYSTEM, (ctx) => cancelCallBack(ctx, { conversationId: id }))
  await react(5)
  assert.deepEqual(
    (await staysOf(id)).map(({ how }) => how),
    ['call_back', 'call_back', null],
  )
})
