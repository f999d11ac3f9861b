import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { CapacityWeights } from '@yingda/protocol/capacity.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../platform/actor.ts'
import { Refused } from '../../platform/refused.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, lengthenLine, SYSTEM, twoServers } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, life } from '../conversation/api.ts'
import { capacityWeights, changeWeights } from '../workforce/api.ts'
import { assignWaiting } from './assign-waiting.ts'

const { db, url } = await testDatabase()
const clock = fixedClock()
const { runner } = await aServer(db, clock)
const look = (): Promise<number> => runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
const weigh = (weights: CapacityWeights) => runner.run(SYSTEM, (ctx) => changeWeights(ctx, weights))

async function aDesk(): Promise<TeamId> {
  await sql`update staff set available = false`.execute(db)
  return aTeam(db)
}

async function someoneOf(teamId: TeamId, capacity: number): Promise<StaffActor> {
  const agent = await anAgent(db, { teamIds: [teamId], capacity })
  await comeOnline(db, agent.staffId)
  return agent
}

type Work = 'chat' | 'phone'
async function aWaiting(teamId: TeamId, work: Work): Promise<ConversationId> {
  clock.advance(1000)
  const { id } = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
  if (work === 'phone') await sql`update conversation set call_back_channel = 'phone', call_back_number = '+8613800138000' where id = ${id}`.execute(db)
  return id
}

const holderOf = async (id: ConversationId): Promise<StaffId | null> =>
  (await sql<{ assignee_id: StaffId | null }>`select assignee_id from conversation where id = ${id}`.execute(db)).rows[0]?.assignee_id ?? null

test('a call takes as many places as it weighs, for routing and for who assigns by hand', async () => {
  await weigh({ chat: 1, call_back_chat: 0.5, call_back_phone: 3 })
  const teamId = await aDesk()
  const agent = await someoneOf(teamId, 4)
  const lead = await anAgent(db, { teamIds: [teamId], role: 'lead' })
  const [call, chat, more] = [await aWaiting(teamId, 'phone'), await aWaiting(teamId, 'chat'), await aWaiting(teamId, 'chat')]
  await look()
  assert.deepEqual([await holderOf(call), await holderOf(chat), await holderOf(more)], [agent.staffId, agent.staffId, null])
  const give = runner.run(lead, (ctx) => assignConversation(ctx, { conversationId: more, agentId: agent.staffId, how: 'given' }))
  await assert.rejects(give, (error) => error instanceof Refused && error.code === 'agent.at_capacity')
})

test('a call that finds no room is not passed by chats for ever: a desk is kept for it', async () => {
  await weigh({ chat: 1, call_back_chat: 1, call_back_phone: 2 })
  const teamId = await aDesk()
  const agent = await someoneOf(teamId, 2)
  const held = [await aWaiting(teamId, 'chat'), await aWaiting(teamId, 'chat')]
  await look()
  const call = await aWaiting(teamId, 'phone')
  const later = await aWaiting(teamId, 'chat')
  for (const conversationId of held) {
    assert.equal(await holderOf(call), null)
    await runner.run(agent, (ctx) => life.resolveConversation(ctx, { conversationId, outcome: 'answered' }))
    await look()
    assert.equal(await holderOf(later), null)
  }
  assert.equal(await holderOf(call), agent.staffId)
})

test('what weighs more than somebody can carry goes to who has nothing else', async () => {
  await weigh({ chat: 1, call_back_chat: 1, call_back_phone: 10 })
  const teamId = await aDesk()
  const [busy, idle] = [await someoneOf(teamId, 3), await someoneOf(teamId, 2)]
  const chat = await aWaiting(teamId, 'chat')
  await runner.run(busy, (ctx) => assignConversation(ctx, { conversationId: chat, agentId: busy.staffId, how: 'taken' }))
  const [call, more] = [await aWaiting(teamId, 'phone'), await aWaiting(teamId, 'phone')]
  await look()
  assert.deepEqual([await holderOf(call), await holderOf(more)], [idle.staffId, null])
})

test('eight routers, chats and calls: nobody beyond capacity by weight', async () => {
  await weigh({ chat: 0.5, call_back_chat: 1, call_back_phone: 1.5 })
  const { runners, close } = await twoServers(url, clock, 8)
  try {
    for (let round = 0; round < 3; round += 1) {
      const teamId = await aDesk()
      const agents = await Promise.all([1, 2, 3, 3, 4].map((capacity) => someoneOf(teamId, capacity)))
      await aWaiting(teamId, 'chat')
      await lengthenLine(db, teamId, 29)
      await sql`update conversation set call_back_channel = 'phone', call_back_number = '+8613800138000'
        where id in (select id from conversation where team_id = ${teamId} order by id limit 10)`.execute(db)
      await Promise.all(Array.from({ length: 8 }, (_, index) => (runners[index % 2] ?? runners[0]).run(SYSTEM, (ctx) => assignWaiting(ctx, 6))))
      while ((await look()) > 0);
      const { rows } = await sql<{ capacity: number; load: number; count: number }>`
        select s.capacity, count(*) as count, sum(case when c.call_back_channel = 'phone' then 1.5 else 0.5 end)::float8 as load
        from staff s join conversation c on c.assignee_id = s.id where s.id = any(${agents.map(({ staffId }) => staffId)}::uuid[]) group by s.id, s.capacity`.execute(
        db,
      )
      for (const { capacity, load, count } of rows) assert.ok(load <= capacity || count === 1, `round ${round}: ${load} of ${capacity}`)
      assert.equal(rows.length, agents.length)
    }
  } finally {
    await close()
  }
})

test('changed once, it is recorded once; a weight that does not add up exactly is kept out by the database', async () => {
  const [one, other] = [
    { chat: 1, call_back_chat: 1, call_back_phone: 1 },
    { chat: 1, call_back_chat: 0.75, call_back_phone: 2 },
  ]
  await weigh(one)
  const changes = async () => (await sql<{ count: number }>`select count(*) from entry where type = 'capacity.weights_changed'`.execute(db)).rows[0]?.count ?? 0
  const before = await changes()
  await weigh(other)
  await weigh(other)
  assert.equal((await changes()) - before, 1)
  assert.deepEqual(await runner.query(SYSTEM, capacityWeights), other)
  await assert.rejects(sql`update capacity_weight set weight = 0.3 where kind = 'chat'`.execute(db), /capacity_weight_weight_check|capacity_weight_check/)
})

test('weights that a colleague has changed meanwhile are not set back', async () => {
  const was = await runner.query(SYSTEM, capacityWeights)
  await weigh({ ...was, chat: 1.25 })
  await assert.rejects(
    runner.run(SYSTEM, (ctx) => changeWeights(ctx, { ...was, call_back_chat: 4, was })),
    (error) => error instanceof Refused && error.code === 'setting.changed',
  )
  assert.deepEqual(await runner.query(SYSTEM, capacityWeights), { ...was, chat: 1.25 })
})
