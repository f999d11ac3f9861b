/**
 * Eight routers on two servers offer, agents accept at once, and offers lapse in the very moment. Tried: without the lock
 * under which an offer ends, the first round of lapsing fails; without the one in accepting, or without the time judged
 * under it, the last test does.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../platform/actor.ts'
import type { CommandContext, Runner } from '../../platform/command.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, lengthenLine, SYSTEM, twoServers } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { until } from '../../testing/settle.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { acceptOffer } from '../conversation/api.ts'
import { assignWaiting } from './assign-waiting.ts'
import { endOffers } from './end-offers.ts'

const { db, url } = await testDatabase()
const clock = fixedClock()
const local = await aServer(db, clock)

async function askingTeamWith(agents: number, capacity: number): Promise<{ teamId: TeamId; agents: StaffActor[] }> {
  const teamId = await aTeam(db)
  await sql`update staff set available = false`.execute(db)
  await sql`update team set accept_seconds = 30 where id = ${teamId}`.execute(db)
  const made = await Promise.all(Array.from({ length: agents }, () => anAgent(db, { teamIds: [teamId], capacity })))
  for (const agent of made) await comeOnline(db, agent.staffId)
  return { teamId, agents: made }
}

async function line(teamId: TeamId, length: number): Promise<void> {
  await aConversation(local.runner, await aCustomer(db), { teamId, status: 'waiting' })
  await lengthenLine(db, teamId, length - 1)
}

type Row = { id: ConversationId; offered_to: StaffId | null; assignee_id: StaffId | null }
const rowsOf = async (teamId: TeamId): Promise<Row[]> =>
  (await sql<Row>`select id, offered_to, assignee_id from conversation where team_id = ${teamId}`.execute(db)).rows

/** What the entries of these say: how often each was offered while it was offered already, or given to a second one. */
async function doubles(teamId: TeamId): Promise<number> {
  const { rows } = await sql<{ types: string[] }>`
    select array_agg(e.type order by e.seq) as types from entry e join conversation c on c.id = e.stream_id
    where c.team_id = ${teamId} and e.type in ('conversation.offered', 'conversation.offer_ended', 'conversation.assigned') group by e.stream_id`.execute(db)
  let wrong = 0
  for (const { types } of rows) {
    let open: string | null = null
    for (const type of types) {
      if (type === 'conversation.offered' && open !== null) wrong += 1
      if (type === 'conversation.offer_ended' && open !== 'conversation.offered') wrong += 1
      if (type === 'conversation.assigned' && open !== 'conversation.offered') wrong += 1
      open = type === 'conversation.offer_ended' ? null : type
    }
  }
  return wrong
}

async function refuseOverfull(agents: readonly StaffActor[], round: number): Promise<void> {
  const { rows } = await sql<{ held: number; offered: number; capacity: number }>`
    select s.capacity, count(*) filter (where c.assignee_id = s.id) as held, count(*) filter (where c.offered_to = s.id) as offered
    from staff s join conversation c on s.id in (c.assignee_id, c.offered_to) where s.id = any(${agents.map(({ staffId }) => staffId)}::uuid[]) group by s.id, s.capacity`.execute(
    db,
  )
  for (const { held, offered, capacity } of rows) {
    assert.ok(held + offered <= capacity, `round ${round}: ${held} held and ${offered} offered of ${capacity}`)
    assert.ok(offered <= 1, `round ${round}: asked about ${offered} at once`)
  }
}

/** Without a race: each takes what is offered to him until nothing is. */
async function untilEverybodyIsFull(agents: readonly StaffActor[]): Promise<void> {
  const { rows } = await sql<Row>`select id, offered_to, assignee_id from conversation where offered_to is not null`.execute(db)
  for (const { id, offered_to } of rows) {
    const asked = agents.find(({ staffId }) => staffId === offered_to) ?? assert.fail('of the team')
    await local.runner.run(asked, (ctx) => acceptOffer(ctx, { conversationId: id }))
  }
  if (rows.length > 0 || (await local.runner.run(SYSTEM, (ctx) => assignWaiting(ctx))) > 0) await untilEverybodyIsFull(agents)
}

const ROUTERS = Array.from({ length: 8 }, (_, index) => index)

test('eight routers, everybody says yes at once: never two agents, never two offers, never beyond capacity', async () => {
  const { runners, close } = await twoServers(url, clock, 11)
  const on = (index: number): Runner => runners[index % 2 === 0 ? 0 : 1]
  try {
    for (let round = 0; round < 3; round += 1) {
      const { teamId, agents } = await askingTeamWith(6, 2)
      await line(teamId, 20)
      for (let turn = 0; turn < 3; turn += 1) {
        const offered = await rowsOf(teamId)
        const tries = offered.flatMap(({ id, offered_to }, index) =>
          offered_to === null
            ? []
            : agents.map((agent) =>
                on(index)
                  .run(agent, (ctx) => acceptOffer(ctx, { conversationId: id }))
                  .then(
                    () => assert.equal(agent.staffId, offered_to, 'only the one who was asked'),
                    () => undefined,
                  ),
              ),
        )
        const routing = ROUTERS.map(async (index) => {
          await on(index).run(SYSTEM, endOffers)
          await on(index).run(SYSTEM, (ctx) => assignWaiting(ctx, 5))
        })
        await Promise.all([...routing, ...tries])
        await refuseOverfull(agents, round)
      }
      await untilEverybodyIsFull(agents)
      assert.equal(await doubles(teamId), 0)
      assert.equal((await rowsOf(teamId)).filter(({ assignee_id }) => assignee_id !== null).length, 12, 'six agents, two places each')
    }
  } finally {
    await close()
  }
})

test('an offer that lapses in the moment of accepting is either the agent’s or goes on, never both', async () => {
  const { runners, close } = await twoServers(url, clock, 11)
  const on = (index: number): Runner => runners[index % 2 === 0 ? 0 : 1]
  try {
    for (let round = 0; round < 8; round += 1) {
      const { teamId, agents } = await askingTeamWith(2, 1)
      await line(teamId, 1)
      await local.runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
      const [row] = await rowsOf(teamId)
      assert.ok(row?.offered_to != null)
      await sql`update conversation set offer_until = clock_timestamp() + make_interval(secs => ${0.004 + 0.004 * (round % 6)}) where id = ${row.id}`.execute(
        db,
      )
      const saying = agents.map((agent, index) =>
        on(index)
          .run(agent, (ctx) => acceptOffer(ctx, { conversationId: row.id }))
          .then(
            () => agent.staffId,
            () => null,
          ),
      )
      const routing = ROUTERS.map(async (index) => {
        for (let turn = 0; turn < 3; turn += 1) {
          await on(index).run(SYSTEM, endOffers)
          await on(index).run(SYSTEM, (ctx) => assignWaiting(ctx))
        }
      })
      const yes = (await Promise.all(saying)).filter((id) => id !== null)
      await Promise.all(routing)
      assert.equal(await doubles(teamId), 0, `round ${round}`)
      const [after] = await rowsOf(teamId)
      if (yes.length === 0) assert.equal(after?.assignee_id, null)
      else assert.deepEqual([yes.length, after?.assignee_id], [1, yes[0]])
      await refuseOverfull(agents, round)
    }
  } finally {
    await close()
  }
})

/** An offer to one agent, and what another transaction does with it while the agent says yes. */
async function acceptedDuring(meanwhile: (ctx: CommandContext, id: ConversationId) => Promise<unknown>): Promise<{ accepted: boolean; row: Row }> {
  const { runners, close } = await twoServers(url, clock, 2)
  try {
    const { teamId, agents } = await askingTeamWith(1, 1)
    await line(teamId, 1)
    await local.runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
    const [{ id }, [agent]] = [(await rowsOf(teamId))[0] ?? assert.fail('in line'), agents]
    const done = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const other = runners[0].run(SYSTEM, async (ctx) => {
      await meanwhile(ctx, id)
      done.resolve()
      await gate.promise
    })
    await done.promise
    const saying = runners[1]
      .run(agent ?? assert.fail('there'), (ctx) => acceptOffer(ctx, { conversationId: id }))
      .then(
        () => true,
        () => false,
      )
    await untilSomebodyWaits()
    gate.resolve()
    await other
    return { accepted: await saying, row: (await rowsOf(teamId))[0] ?? assert.fail('in line') }
  } finally {
    await close()
  }
}

const untilSomebodyWaits = (): Promise<void> =>
  until('the yes waits for the lock', async () => {
    const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(db)
    return rows.length > 0
  })

test('who says yes while the offer is being ended comes too late', async () => {
  const { accepted, row } = await acceptedDuring(async (ctx, id) => {
    await sql`update conversation set offer_until = clock_timestamp() where id = ${id}`.execute(ctx.db)
    await endOffers(ctx)
  })
  assert.deepEqual([accepted, row.assignee_id, row.offered_to], [false, null, null])
})

test('the time is judged when the conversation is held, not when the yes set out', async () => {
  const { accepted, row } = await acceptedDuring((ctx, id) => sql`update conversation set offer_until = clock_timestamp() where id = ${id}`.execute(ctx.db))
  assert.deepEqual([accepted, row.assignee_id], [false, null])
})
