import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { OverflowStep } from '@yingda/protocol/overflow.ts'
import type { StaffActor } from '../../platform/actor.ts'
import { Refused } from '../../platform/refused.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, lengthenLine, SYSTEM, twoServers } from '../../testing/builders.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { testDatabase } from '../../testing/database.ts'
import { OFFICE, WEEKDAYS } from '../../testing/hours.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { acceptOffer, handBackAll, life, releaseFromSilent, standingInLine } from '../conversation/api.ts'
import { listTeams, setTeamOverflow } from '../identity/api.ts'
import type { ObligationRecord } from '../obligation/api.ts'
import { createCalendar } from '../workforce/api.ts'
import { assignWaiting } from './assign-waiting.ts'
import { overflowNow, poolsAmong } from './overflow.ts'

const { db, url } = await testDatabase()
const clock = fixedClock()
const { runner, post } = await aServer(db, clock)
const MINUTE_MS = 60_000
const look = (): Promise<number> => runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
const helpedBy = (teamId: TeamId, ...steps: OverflowStep[]) => runner.run(SYSTEM, (ctx) => setTeamOverflow(ctx, { teamId, steps }))
const step = (teamId: TeamId, afterMinutes: number, whenNobody = false): OverflowStep => ({ teamId, afterMinutes, whenNobody })
const refusedWith = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

async function twoTeams(): Promise<[TeamId, TeamId]> {
  await sql`update staff set available = false`.execute(db)
  return [await aTeam(db), await aTeam(db)]
}

async function someoneOf(teamId: TeamId, capacity = 5): Promise<StaffActor> {
  const agent = await anAgent(db, { teamIds: [teamId], capacity })
  await comeOnline(db, agent.staffId)
  return agent
}

const aWaiting = async (teamId: TeamId): Promise<ConversationId> => (await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })).id

type Seen = { holder: StaffId | null; offered: StaffId | null; team: TeamId; owner: string; owner_id: string }
async function seen(id: ConversationId): Promise<Seen> {
  const { rows } = await sql<Seen>`
    select c.assignee_id as holder, c.offered_to as offered, c.team_id as team, o.owner_kind as owner, o.owner_id
    from conversation c join obligation o on o.id = c.obligation_id where c.id = ${id}`.execute(db)
  return rows[0] ?? assert.fail('owed')
}

test('what has waited long enough goes to the team that helps, oldest first, and it is said whose line it stood in', async () => {
  const [first, second] = await twoTeams()
  const full = await someoneOf(first, 1)
  await helpedBy(first, step(second, 5))
  const held = await aWaiting(first)
  await look()
  assert.equal((await seen(held)).holder, full.staffId)
  const helper = await someoneOf(second, 1)
  const id = await aWaiting(first)
  clock.advance(4 * MINUTE_MS)
  const later = await aWaiting(first)
  assert.equal(await look(), 0, 'not yet')
  assert.deepEqual(await seen(id), { holder: null, offered: null, team: first, owner: 'team', owner_id: first })
  clock.advance(MINUTE_MS)
  assert.equal((await runner.query(SYSTEM, (ctx) => standingInLine(ctx, [first]))).get(id)?.ahead, 0)
  await look()
  assert.deepEqual(await seen(id), { holder: helper.staffId, offered: null, team: second, owner: 'agent', owner_id: helper.staffId })
  assert.equal((await seen(later)).holder, null)
  const { rows } = await sql<{
    from: string
  }>`select data->>'overflowFrom' as from from entry where stream_id = ${id} and type = 'conversation.assigned'`.execute(db)
  assert.deepEqual(rows, [{ from: first }])
  await assertReplays(runner, id)
})

test('at once while nobody of the team is there, and with its place when the helper stays silent', async () => {
  const [first, second] = await twoTeams()
  const helper = await someoneOf(second)
  await helpedBy(first, step(second, 30, true))
  const id = await aWaiting(first)
  const { queuedAt } = await assertReplays(runner, id)
  await look()
  assert.equal((await seen(id)).holder, helper.staffId)
  clock.advance(60 * MINUTE_MS)
  const { rows } = await sql<ObligationRecord>`select * from obligation where conversation_id = ${id} and open`.execute(db)
  await runner.run(SYSTEM, (ctx) => releaseFromSilent(ctx, rows[0] ?? assert.fail('owed')))
  assert.equal((await assertReplays(runner, id)).queuedAt, queuedAt)
  const [own, other] = [await someoneOf(first), await aWaiting(first)]
  await look()
  assert.equal((await seen(other)).holder, own.staffId, 'somebody is there again')
})

/** What waits in the first team's line, and a helper of the second has. */
async function aHelped() {
  const [first, second] = await twoTeams()
  const [helper, customer] = [await someoneOf(second), await aCustomer(db)]
  await helpedBy(first, step(second, 30, true))
  const { id } = await aConversation(runner, customer, { teamId: first, status: 'waiting' })
  await look()
  assert.equal((await seen(id)).holder, helper.staffId)
  return { first, second, helper, customer, id }
}

test('it goes back into the line it came from, whether the helper stays silent, leaves, or the customer comes back to it', async () => {
  const leaving = {
    async silent({ id }) {
      clock.advance(60 * MINUTE_MS)
      const { rows } = await sql<ObligationRecord>`select * from obligation where conversation_id = ${id} and open`.execute(db)
      await runner.run(SYSTEM, (ctx) => releaseFromSilent(ctx, rows[0] ?? assert.fail('owed')))
    },
    gone: ({ helper }) => runner.run(SYSTEM, (ctx) => handBackAll(ctx, helper.staffId)),
    async back({ id, helper, customer }) {
      await runner.run(helper, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
      await post(customer, { conversationId: id, clientId: aClientId(), text: '又来了', attachmentIds: [], followUp: 'nothing' })
    },
  } satisfies Record<string, (helped: Awaited<ReturnType<typeof aHelped>>) => Promise<unknown>>
  for (const [how, leave] of Object.entries(leaving)) {
    const helped = await aHelped()
    await leave(helped)
    assert.deepEqual(await seen(helped.id), { holder: null, offered: null, team: helped.first, owner: 'team', owner_id: helped.first }, how)
    await assertReplays(runner, helped.id)
  }
})

test('a team that was dissolved meanwhile is no home: it waits with those who helped', async () => {
  const { first, second, helper, id } = await aHelped()
  await sql`update team set deleted_at = now() where id = ${first}`.execute(db)
  await runner.run(SYSTEM, (ctx) => handBackAll(ctx, helper.staffId))
  assert.equal((await seen(id)).team, second)
})

/** It is Friday. */
test('a team that is closed at this hour neither helps nor is helped', async () => {
  const [first, second] = await twoTeams()
  await someoneOf(second)
  await helpedBy(first, step(second, 0, true))
  const closed = await runner.run(SYSTEM, (ctx) => createCalendar(ctx, { ...WEEKDAYS, weekly: [[], [], [], [], [], OFFICE, OFFICE] }))
  const id = await aWaiting(first)
  for (const teamId of [first, second]) {
    await sql`update team set calendar_id = ${closed} where id = ${teamId}`.execute(db)
    assert.equal(await look(), 0)
    await sql`update team set calendar_id = null where id = ${teamId}`.execute(db)
  }
  await look()
  assert.notEqual((await seen(id)).holder, null)
})

test('who helps is asked as his own team asks, and reaches what he is offered', async () => {
  const [first, second] = await twoTeams()
  const helper = await someoneOf(second)
  await helpedBy(first, step(second, 0, true))
  await sql`update team set accept_seconds = 30 where id = ${second}`.execute(db)
  const id = await aWaiting(first)
  await look()
  assert.deepEqual(await seen(id), { holder: null, offered: helper.staffId, team: first, owner: 'team', owner_id: first })
  await runner.run(helper, (ctx) => acceptOffer(ctx, { conversationId: id }))
  assert.deepEqual(await seen(id), { holder: helper.staffId, offered: null, team: second, owner: 'agent', owner_id: helper.staffId })
  await assertReplays(runner, id)
})

test('the line is as fast as those who help it from the first moment', async () => {
  const [first, second] = await twoTeams()
  const helper = await someoneOf(second)
  const pool = async () =>
    runner.query(
      SYSTEM,
      async (ctx) => poolsAmong(await overflowNow(ctx, await listTeams(ctx), [{ ...AGENT, id: helper.staffId, teamIds: [second] }]))(first)[0]?.teamIds,
    )
  assert.deepEqual(await pool(), [first])
  await helpedBy(first, step(second, 10, true))
  assert.deepEqual(await pool(), [first, second])
})
const AGENT = { languages: [], skills: {}, capacity: 1, load: 0, hasOffer: false, lastAssignedAtMs: null, seesRestricted: false } as const

test('a loop is refused, over however many teams and from two sides at once; the same again changes nothing', async () => {
  const [first, second] = await twoTeams()
  const third = await aTeam(db)
  await assert.rejects(helpedBy(first, step(first, 5)), refusedWith('team.overflow_loop'))
  await helpedBy(first, step(second, 5))
  await helpedBy(first, step(second, 5))
  await helpedBy(second, step(third, 5))
  await assert.rejects(helpedBy(third, step(first, 5)), refusedWith('team.overflow_loop'))
  await assert.rejects(helpedBy(third, step('00000000-0000-7000-8000-000000000000' as TeamId, 5)), refusedWith('team.not_found'))
  const { rows } = await sql<{ count: number }>`select count(*) from entry where stream_id = ${first} and type = 'team.overflow_set'`.execute(db)
  assert.equal(rows[0]?.count, 1)
  for (let round = 0; round < 6; round += 1) {
    const [one, other] = await twoTeams()
    const set = await Promise.allSettled([helpedBy(one, step(other, 5)), helpedBy(other, step(one, 5))])
    assert.equal(set.filter(({ status }) => status === 'fulfilled').length, 1)
  }
})

test('eight routers, two lines, one of them helped: nobody beyond capacity, nothing to two', async () => {
  const { runners, close } = await twoServers(url, clock, 8)
  try {
    const [first, second] = await twoTeams()
    await helpedBy(first, step(second, 5))
    const agents = await Promise.all([first, first, second, second, second].map((teamId) => someoneOf(teamId, 3)))
    for (const teamId of [first, second]) {
      await aWaiting(teamId)
      await lengthenLine(db, teamId, 14)
    }
    clock.advance(6 * MINUTE_MS)
    await Promise.all(Array.from({ length: 8 }, (_, index) => (runners[index % 2] ?? runners[0]).run(SYSTEM, (ctx) => assignWaiting(ctx, 5))))
    while ((await look()) > 0);
    const { rows } = await sql<{ held: number; entries: number }>`
      select count(*) as held, (select count(*) from entry where type = 'conversation.assigned' and stream_id = any(array_agg(c.id))) as entries
      from conversation c where c.assignee_id = any(${agents.map(({ staffId }) => staffId)}::uuid[]) group by c.assignee_id`.execute(db)
    assert.deepEqual(
      rows.map(({ held, entries }) => [held, entries]),
      agents.map(() => [3, 3]),
    )
  } finally {
    await close()
  }
})
