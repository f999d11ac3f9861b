import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, type KyselyPlugin } from 'kysely'
import { HEAD_START_MS } from '@yingda/domain/routing/line.ts'
import { QUESTION_TYPES } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import { priorityOf } from '@yingda/domain/conversation/owed.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, lengthenLine, SYSTEM } from '../../testing/builders.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { accessConversation, assignConversation, life, releaseFromSilent, stateOf, transferConversation } from '../conversation/api.ts'
import type { ObligationRecord } from '../obligation/api.ts'
import { assignWaiting } from './assign-waiting.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner, post } = await aServer(db, clock)
const look = (): Promise<number> => runner.run(SYSTEM, (ctx) => assignWaiting(ctx))

async function someoneAt(wanted: Parameters<typeof anAgent>[1]): Promise<Awaited<ReturnType<typeof anAgent>>> {
  const agent = await anAgent(db, wanted)
  await comeOnline(db, agent.staffId)
  return agent
}

const holderOf = async (id: ConversationId): Promise<StaffId | null> =>
  (await sql<{ assignee_id: StaffId | null }>`select assignee_id from conversation where id = ${id}`.execute(db)).rows[0]?.assignee_id ?? null

/** A look, and how many statements it took. */
async function countedLook(): Promise<{ given: number; statements: number }> {
  let statements = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const given = await runner.run(SYSTEM, (ctx) => assignWaiting({ ...ctx, db: ctx.db.withPlugin(counting) }))
  return { given, statements }
}

test('two hundred are given out in as many statements as two', async () => {
  const looks = []
  for (const length of [2, 200]) {
    const teamId = await aTeam(db)
    await sql`update staff set available = false`.execute(db)
    for (let index = 0; index < 4; index += 1) await someoneAt({ teamIds: [teamId], capacity: 50 })
    await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
    await lengthenLine(db, teamId, length - 1)
    looks.push(await countedLook())
  }
  const [two, many] = looks
  assert.deepEqual([two?.given, many?.given], [2, 200])
  assert.equal(many?.statements, two?.statements)
  assert.ok((many?.statements ?? 99) <= 25, `${many?.statements} statements`)
})

test('the database stands a line in the order the plan does', async () => {
  for (const questionType of QUESTION_TYPES)
    for (const urgent of [false, true])
      for (const care of [false, true]) {
        const { rows } = await sql<{ ms: number }>`
          select (extract(epoch from timestamptz '2026-11-22T00:00:00Z' at time zone 'UTC'
            - line_at('2026-11-22T00:00:00Z', ${questionType}, ${urgent}, ${care})) * 1000)::integer as ms`.execute(db)
        assert.equal(rows[0]?.ms, HEAD_START_MS[priorityOf({ questionType, urgent, care })])
      }
})

test('urgent stands ten minutes before what is high, and no more', async () => {
  const teamId = await aTeam(db)
  const early = (await aConversation(runner, await aCustomer(db), { teamId, questionType: 'payment', status: 'waiting' })).id
  clock.advance(9 * 60_000)
  const urgent = (await aConversation(runner, await aCustomer(db), { teamId, questionType: 'security', status: 'waiting' })).id
  clock.advance(2 * 60_000)
  const late = (await aConversation(runner, await aCustomer(db), { teamId, questionType: 'security', status: 'waiting' })).id
  await someoneAt({ teamIds: [teamId], capacity: 2 })
  await look()
  assert.deepEqual(
    [await holderOf(urgent), await holderOf(early), await holderOf(late)].map((holder) => holder !== null),
    [true, true, false],
  )
})

test('a line in a language whose speakers are full holds up no other; where nobody speaks it anybody answers', async () => {
  const teamId = await aTeam(db)
  const full = await someoneAt({ teamIds: [teamId], capacity: 1 })
  const other = await someoneAt({ teamIds: [teamId], capacity: 1 })
  await sql`update staff set languages = '{en}' where id = ${full.staffId}`.execute(db)
  await sql`update staff set languages = '{zh-CN}' where id = ${other.staffId}`.execute(db)
  const ids: ConversationId[] = []
  for (const language of ['en', 'en', 'en', 'zh-CN']) {
    clock.advance(1000)
    const { id } = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
    await sql`update conversation set language = ${language} where id = ${id}`.execute(db)
    ids.push(id)
  }
  const [first, second, , chinese] = ids as [ConversationId, ConversationId, ConversationId, ConversationId]
  await runner.run(SYSTEM, (ctx) => assignWaiting(ctx, 2))
  await runner.run(SYSTEM, (ctx) => assignWaiting(ctx, 2))
  assert.deepEqual([await holderOf(first), await holderOf(second), await holderOf(chinese)], [full.staffId, null, other.staffId])
  await sql`update staff set available = false where id = ${full.staffId}`.execute(db)
  await runner.run(other, (ctx) => life.resolveConversation(ctx, { conversationId: chinese, outcome: 'answered' }))
  await look()
  assert.equal(await holderOf(second), other.staffId)
})

test('opened again it returns to the agent the customer had; lost or passed on, it goes to somebody else', async () => {
  const teamId = await aTeam(db)
  const agents = [await someoneAt({ teamIds: [teamId] }), await someoneAt({ teamIds: [teamId] })]
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
  for (const agent of agents) {
    await runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
    await runner.run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
    await post(customer, { conversationId: id, clientId: aClientId(), text: '还是不行', attachmentIds: [], followUp: 'nothing' })
    await look()
    assert.equal(await holderOf(id), agent.staffId)
    await runner.run(agent, (ctx) => transferConversation(ctx, { conversationId: id, teamId, agentId: null, note: '' }))
    await look()
    assert.equal(await holderOf(id), agents.find((one) => one !== agent)?.staffId)
  }
  await assertReplays(runner, id)
})

test('who has just lost it by silence does not get it again while somebody else is free', async () => {
  const teamId = await aTeam(db)
  const { id } = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
  const silent = await someoneAt({ teamIds: [teamId] })
  await look()
  const other = await someoneAt({ teamIds: [teamId], capacity: 1 })
  const release = async () => {
    clock.advance(60 * 60_000)
    const { rows } = await sql<ObligationRecord>`select * from obligation where conversation_id = ${id} and open`.execute(db)
    return runner.run(SYSTEM, (ctx) => releaseFromSilent(ctx, rows[0] ?? assert.fail('owed')))
  }
  const { queuedAt } = await runner.query(SYSTEM, async (ctx) => stateOf(await accessConversation(ctx, id)))
  assert.equal(await release(), silent.staffId)
  await look()
  assert.equal(await holderOf(id), other.staffId)
  assert.equal(await release(), other.staffId)
  await sql`update staff set available = false where id = ${other.staffId}`.execute(db)
  await look()
  assert.equal(await holderOf(id), silent.staffId, 'nobody else is there')
  assert.equal((await assertReplays(runner, id)).queuedAt, queuedAt, 'the place is kept')
})
