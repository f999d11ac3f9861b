import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../platform/actor.ts'
import { aConversation, aCustomer, aServer, aTeam, anAgent, comeOnline, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation } from '../conversation/api.ts'
import { setTeamCalendar } from '../identity/api.ts'
import { createCalendar } from '../workforce/api.ts'
import { assignWaiting } from './assign-waiting.ts'
import { WEEKDAYS } from '../../testing/hours.ts'

const { db } = await testDatabase()
const clock = fixedClock('2026-11-22T15:18:00.000Z') // Sunday, 23:18 in Shanghai
const { runner } = await aServer(db, clock)
const look = (): Promise<number> => runner.run(SYSTEM, (ctx) => assignWaiting(ctx))

async function someoneAt(teamIds: TeamId[]): Promise<StaffActor> {
  const agent = await anAgent(db, { teamIds })
  await comeOnline(db, agent.staffId)
  return agent
}
const waitingFor = async (teamId: TeamId) => (await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })).id
const holderOf = async (id: string): Promise<string | null> =>
  (await sql<{ assignee_id: string | null }>`select assignee_id from conversation where id = ${id}`.execute(db)).rows[0]?.assignee_id ?? null

test('outside a team’s hours nothing is given out though somebody is there, but may be taken; with the opening the line begins', async () => {
  const [office, always] = [await aTeam(db), await aTeam(db)]
  await runner.run(SYSTEM, async (ctx) => setTeamCalendar(ctx, { teamId: office, calendarId: await createCalendar(ctx, WEEKDAYS) }))
  const agent = await someoneAt([office, always])
  const [first, second, other] = [await waitingFor(office), await waitingFor(office), await waitingFor(always)]
  await look()
  assert.deepEqual([await holderOf(first), await holderOf(second), await holderOf(other)], [null, null, agent.staffId])
  await runner.run(agent, (ctx) => assignConversation(ctx, { conversationId: second, agentId: agent.staffId, how: 'taken' }))
  assert.equal(await holderOf(second), agent.staffId)
  clock.set('2026-11-23T01:00:00.000Z')
  await look()
  assert.equal(await holderOf(first), agent.staffId)
})
