import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { aConversation, aCustomer, anAgent, aTeam, SYSTEM } from '../../../testing/builders.ts'
import { life, transferConversation } from '../../conversation/api.ts'
import { waitAccuracy } from './accuracy.ts'
import { dropOldWaits, KEPT_DAYS } from './drop-old.ts'
import { statesWithWaits } from './stated.ts'
import { aWaitingRoom } from './waits.scenario.ts'

const { db, clock, runner, look, react, waiting, serve, end, aKnownTeam } = await aWaitingRoom()

type Stay = { how: string | null; team_id: TeamId; seconds: number | null }
const staysOf = async (id: ConversationId): Promise<Stay[]> =>
  (
    await sql<Stay>`select how, team_id, extract(epoch from left_at - entered_at)::float8 as seconds from line_stay where conversation_id = ${id} order by seq`.execute(
      db,
    )
  ).rows

const toldTo = async (id: ConversationId) =>
  (
    await sql<{ at: Date; from: number | null; to: number | null; cannot: string | null }>`
      select at, from_seconds as from, to_seconds as to, cannot from wait_estimate where conversation_id = ${id} order by at`.execute(db)
  ).rows

test('a stay lasts from entering the line until somebody takes it, over a change of line, and is kept once however often it is told', async () => {
  const [one, other] = [await aTeam(db), await aTeam(db)]
  const agent = await anAgent(db, { teamIds: [other] })
  const id = await waiting(one)
  await react()
  clock.advance(90_000)
  await runner.run(SYSTEM, (ctx) => transferConversation(ctx, { conversationId: id, teamId: other, agentId: null, note: '' }))
  await react()
  clock.advance(30_000)
  await serve(id, agent.staffId)
  await react()
  await react()
  assert.deepEqual(await staysOf(id), [{ how: 'served', team_id: other, seconds: 120 }])
})

test('the place is taken from then on until it is free again: how long is kept once, for each stay its own', async () => {
  const { teamId, agentId } = await aKnownTeam()
  const freed = async (id: ConversationId): Promise<(number | null)[]> =>
    (
      await sql<{ seconds: number | null }>`
        select extract(epoch from freed_at - left_at)::float8 as seconds from line_stay where conversation_id = ${id} order by seq`.execute(db)
    ).rows.map(({ seconds }) => seconds)
  const id = await waiting(teamId)
  clock.advance(10_000)
  await serve(id, agentId)
  await react()
  assert.deepEqual(await freed(id), [null])
  clock.advance(90_000)
  await runner.run(SYSTEM, (ctx) => transferConversation(ctx, { conversationId: id, teamId, agentId: null, note: '' }))
  clock.advance(5_000)
  await serve(id, agentId)
  clock.advance(45_000)
  await end(id)
  await react()
  await react()
  assert.deepEqual(await freed(id), [90, 45])
})

test('whoever goes back to the bot has left the line, and whoever asks again begins a new stay', async () => {
  const teamId = await aTeam(db)
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
  clock.advance(45_000)
  await runner.run(customer, (ctx) => life.returnToBot(ctx, { conversationId: id }))
  await react()
  assert.deepEqual(await staysOf(id), [{ how: 'left', team_id: teamId, seconds: 45 }])
})

test('what somebody is told is what was written, and it is told again when it changes or after a minute, not at every look', async () => {
  const { teamId, agentIds } = await aKnownTeam({ agents: 6, capacity: 1 })
  const held = []
  for (const agentId of agentIds) {
    const id = await waiting(teamId)
    await serve(id, agentId)
    held.push(id)
  }
  const ids: ConversationId[] = []
  for (let index = 0; index < 12; index += 1) {
    clock.advance(1000)
    ids.push(await waiting(teamId))
  }
  await react()
  const last = ids.at(-1)
  assert.ok(last !== undefined)
  await look()
  await look()
  const [first, ...rest] = await toldTo(last)
  assert.ok(first?.from != null && first.to != null, 'a range')
  assert.deepEqual(rest, [])
  const states = await runner.query(SYSTEM, (ctx) => statesWithWaits(ctx, [last], { kind: 'customer' }))
  assert.deepEqual(states.get(last)?.wait, { fromSeconds: first.from, toSeconds: first.to })
  assert.equal(states.get(last)?.ahead, 11)
  assert.ok(states.get(last)?.answerBy != null)

  clock.advance(240_000)
  for (const id of held) await end(id)
  for (const [index, agentId] of agentIds.entries()) await serve(ids[index] ?? last, agentId)
  await react()
  clock.advance(120_000)
  await look()
  const told = await toldTo(last)
  assert.equal(told.length, 2)
  assert.ok((told[1]?.to ?? 99) < first.to, 'shorter, with fewer ahead')
  clock.advance(30_000)
  await look()
  clock.advance(31_000)
  await look()
  assert.ok((await toldTo(last)).length >= 3)
})

test('eight servers look at once: one of them tells, and nobody is told twice', async () => {
  const { teamId } = await aKnownTeam()
  const id = await waiting(teamId)
  await react()
  clock.advance(2_000)
  const told = await Promise.all(Array.from({ length: 8 }, look))
  assert.equal(told.filter((count) => count > 0).length, 1)
  assert.equal((await toldTo(id)).length, 1)
})

test('what a server wrote whose clock is ahead is not told, and keeps nobody from being told', async () => {
  const id = await waiting(await aTeam(db))
  await react()
  await sql`insert into wait_estimate (conversation_id, stay_seq, customer_id, at, ahead, from_seconds, to_seconds, expected_seconds)
    select conversation_id, seq, customer_id, entered_at + interval '1 hour', 0, 600, 900, 700 from line_stay where conversation_id = ${id}`.execute(db)
  const stated = async () => (await runner.query(SYSTEM, (ctx) => statesWithWaits(ctx, [id], { kind: 'customer' }))).get(id)?.wait
  clock.advance(2_000)
  assert.equal(await stated(), null)
  await look()
  assert.equal(await stated(), 'cannot_say')
})

test('with nobody there it says that it cannot say, and who has left is told nothing', async () => {
  const teamId = await aTeam(db)
  const [stays, goes] = [await waiting(teamId), await aCustomer(db)]
  const { id: left } = await aConversation(runner, goes, { teamId, status: 'waiting' })
  await runner.run(goes, (ctx) => life.returnToBot(ctx, { conversationId: left }))
  await react()
  clock.advance(2_000)
  await look()
  assert.deepEqual(
    (await toldTo(stays)).map(({ cannot }) => cannot),
    ['nobody_there'],
  )
  assert.deepEqual(await toldTo(left), [])
  const states = await runner.query(SYSTEM, (ctx) => statesWithWaits(ctx, [stays, left], { kind: 'customer' }))
  assert.equal(states.get(stays)?.wait, 'cannot_say')
  assert.equal(states.get(left)?.wait, null)
})

test('the report counts what was told, what came true, and how far off it was, by third of the day', async () => {
  await sql`delete from wait_estimate`.execute(db)
  clock.set('2026-12-01T09:00:00.000Z')
  const { teamId, agentId } = await aKnownTeam()
  const id = await waiting(teamId)
  await react()
  await sql`delete from wait_estimate`.execute(db)
  await sql`insert into wait_estimate (conversation_id, stay_seq, customer_id, at, ahead, from_seconds, to_seconds, expected_seconds)
    select conversation_id, seq, customer_id, entered_at, 0, 60, 180, 150 from line_stay where conversation_id = ${id}`.execute(db)
  await sql`insert into wait_estimate (conversation_id, stay_seq, customer_id, at, ahead, from_seconds, to_seconds, expected_seconds)
    select conversation_id, seq, customer_id, entered_at + interval '1 second', 0, 0, 60, 30 from line_stay where conversation_id = ${id}`.execute(db)
  await sql`insert into wait_estimate (conversation_id, stay_seq, customer_id, at, ahead, cannot)
    select conversation_id, seq, customer_id, entered_at + interval '2 seconds', 0, 'no_experience' from line_stay where conversation_id = ${id}`.execute(db)
  clock.advance(121_000)
  await serve(id, agentId)
  await react()
  const report = await runner.query(SYSTEM, (ctx) => waitAccuracy(ctx, { from: '2026-12-01', until: '2026-12-01', timeZone: 'UTC' }))
  const [all, night, day] = report
  assert.deepEqual(
    { ...all, medianErrorPct: Math.round(all?.medianErrorPct ?? 0) },
    {
      third: 'all',
      told: 3,
      cannotSay: 1,
      compared: 2,
      inside: 1,
      medianErrorPct: 49,
      medianWidthSeconds: 90,
      medianWaitSeconds: 120.5,
    },
  )
  assert.deepEqual([night?.told, day?.told], [0, 3])
})

test('what is older than any report asks for is dropped, in portions; who waits still keeps the stay', async () => {
  await sql`delete from wait_estimate`.execute(db)
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const ids = [await waiting(teamId), await waiting(teamId), await waiting(teamId)]
  const [stays] = ids
  assert.ok(stays !== undefined)
  await react()
  clock.advance(2_000)
  await look()
  for (const id of ids.slice(1)) await serve(id, agent.staffId)
  await react()
  const kept = async (): Promise<[number, number]> => {
    const told = await Promise.all(ids.map(toldTo))
    return [told.flat().length, (await Promise.all(ids.map(staysOf))).flat().length]
  }
  clock.advance((KEPT_DAYS - 1) * 24 * 3600_000)
  await dropOldWaits(runner, 1)
  assert.deepEqual(await kept(), [3, 3])
  clock.advance(2 * 24 * 3600_000)
  await dropOldWaits(runner, 1)
  assert.deepEqual(await kept(), [0, 1])
  assert.equal((await staysOf(stays))[0]?.how, null)
})
