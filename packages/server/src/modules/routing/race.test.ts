/**
 * Eight routers on two servers, people who take and give by hand, and agents who leave, all at once. Tried: without the
 * lock on agents, and without the one on conversations, the first rounds fail.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../platform/actor.ts'
import type { Runner } from '../../platform/command.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, lengthenLine, SYSTEM, twoServers } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation } from '../conversation/api.ts'
import { setAvailability } from '../identity/api.ts'
import { assignWaiting } from './assign-waiting.ts'

const { db, url } = await testDatabase()
const clock = fixedClock()
const local = await aServer(db, clock)

async function someoneAt(teamId: TeamId, capacity: number): Promise<StaffActor> {
  const agent = await anAgent(db, { teamIds: [teamId], capacity })
  await comeOnline(db, agent.staffId)
  return agent
}

async function line(teamId: TeamId, length: number): Promise<ConversationId[]> {
  await aConversation(local.runner, await aCustomer(db), { teamId, status: 'waiting' })
  await lengthenLine(db, teamId, length - 1)
  const { rows } = await sql<{ id: ConversationId }>`select id from conversation where team_id = ${teamId} order by id`.execute(db)
  return rows.map((row) => row.id)
}

const routedTo = async ({ staffId }: StaffActor): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*) from entry where type = 'conversation.assigned' and data->>'how' = 'routed' and data->>'agentId' = ${staffId}`.execute(db)
  ).rows[0]?.count ?? 0

/** What somebody else has been given meanwhile is left to him. */
async function takeOneByOne(taker: StaffActor, runner: Runner, ids: readonly ConversationId[]): Promise<void> {
  for (const conversationId of ids)
    await runner.run(taker, (ctx) => assignConversation(ctx, { conversationId, agentId: taker.staffId, how: 'taken' })).catch(() => undefined)
}

test('never to two agents, never beyond capacity, never to somebody who has left', async () => {
  const { runners, close } = await twoServers(url, clock, 11)
  try {
    for (let round = 0; round < 6; round += 1) {
      const teamId = await aTeam(db)
      const agents = await Promise.all(Array.from({ length: 8 }, () => someoneAt(teamId, 3)))
      const takers = await Promise.all(Array.from({ length: 4 }, () => anAgent(db, { teamIds: [teamId] })))
      const lead = await anAgent(db, { teamIds: [teamId], role: 'lead' })
      const ids = await line(teamId, 40)
      const leaving = agents.slice(0, 4)
      const leave = async (agent: StaffActor, runner: Runner) => {
        await runner.run(agent, (ctx) => setAvailability(ctx, { available: false }))
        return routedTo(agent)
      }
      const on = (index: number): Runner => runners[index % 2 === 0 ? 0 : 1]
      const routing = Array.from({ length: 8 }, (_, index) => on(index).run(SYSTEM, (ctx) => assignWaiting(ctx, 5)))
      const left = leaving.map((agent, index) => leave(agent, on(index)))
      const byHand = [
        ...takers.map((taker, index) => takeOneByOne(taker, on(index), ids.slice(index * 5, index * 5 + 10))),
        ...agents.map((agent, index) =>
          on(index).run(lead, (ctx) => assignConversation(ctx, { conversationId: ids[39 - index] as ConversationId, agentId: agent.staffId, how: 'given' })),
        ),
      ] // forty were made
      await Promise.all([...routing, Promise.allSettled(byHand)])
      const whenLeft = await Promise.all(left)
      for (const [index, agent] of leaving.entries()) assert.equal(await routedTo(agent), whenLeft[index], `round ${round}: nothing is given to who has left`)

      const { rows } = await sql<{ hows: string[] }>`
        select array_agg(data->>'how' order by seq) as hows from entry where type = 'conversation.assigned' and stream_id = any(${ids}::uuid[]) group by stream_id`.execute(
        db,
      )
      for (const { hows } of rows) assert.ok(!hows.slice(1).includes('routed'), `round ${round}: ${hows.join()}`)
      const held = await sql<{ open: number; capacity: number }>`
        select count(*) as open, s.capacity from conversation c join staff s on s.id = c.assignee_id
        where s.id = any(${agents.map((agent) => agent.staffId)}::uuid[]) and c.status = 'assigned' group by s.id, s.capacity`.execute(db)
      for (const { open, capacity } of held.rows) assert.ok(open <= capacity, `round ${round}: ${open} of ${capacity}`)
      await sql`update staff set available = false`.execute(db)
    }
  } finally {
    await close()
  }
})
