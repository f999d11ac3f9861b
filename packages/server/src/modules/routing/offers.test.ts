import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { ASKED_AGAIN_AFTER_MS } from '@yingda/domain/routing/holders.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../platform/actor.ts'
import { Refused } from '../../platform/refused.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, SYSTEM } from '../../testing/builders.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { ownOffers } from '../../pages/offers.ts'
import { acceptOffer, assignConversation, declineOffer, life, standingInLine } from '../conversation/api.ts'
import { setAvailability } from '../identity/api.ts'
import { assignWaiting } from './assign-waiting.ts'
import { endOffers } from './end-offers.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner, post } = await aServer(db, clock)

/** What a router does twice a second. */
async function look(): Promise<number> {
  await runner.run(SYSTEM, endOffers)
  return runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
}

async function anAskingTeam(): Promise<TeamId> {
  const teamId = await aTeam(db)
  await sql`update staff set available = false`.execute(db)
  await sql`update team set accept_seconds = 30 where id = ${teamId}`.execute(db)
  return teamId
}

async function someoneOf(teamId: TeamId, capacity = 5): Promise<StaffActor> {
  const agent = await anAgent(db, { teamIds: [teamId], capacity })
  await comeOnline(db, agent.staffId)
  return agent
}

async function aWaiting(teamId: TeamId): Promise<ConversationId> {
  clock.advance(1000)
  return (await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })).id
}

type Seen = { offered: StaffId | null; holder: StaffId | null; status: string; owner: string }
async function seen(id: ConversationId): Promise<Seen> {
  const { rows } = await sql<Seen>`
    select c.offered_to as offered, c.assignee_id as holder, c.status, o.owner_kind as owner
    from conversation c join obligation o on o.id = c.obligation_id where c.id = ${id}`.execute(db)
  return rows[0] ?? assert.fail('owed')
}
const offeredTo = async (id: ConversationId): Promise<StaffId | null> => (await seen(id)).offered
const letLapse = (id: ConversationId) => sql`update conversation set offer_until = clock_timestamp() - interval '1 ms' where id = ${id}`.execute(db)
const accept = (agent: StaffActor, conversationId: ConversationId) => runner.run(agent, (ctx) => acceptOffer(ctx, { conversationId }))
const decline = (agent: StaffActor, conversationId: ConversationId) => runner.run(agent, (ctx) => declineOffer(ctx, { conversationId }))
const refusedWith = (code: string) => (error: unknown) => error instanceof Refused && error.code === code
const awayWhy = async (agent: StaffActor) =>
  (await sql<{ available: boolean; away_why: string | null }>`select available, away_why from staff where id = ${agent.staffId}`.execute(db)).rows[0]

test('offered, it waits on in line and the team owes it; accepted, it is the agent’s', async () => {
  const teamId = await anAskingTeam()
  const agent = await someoneOf(teamId)
  const id = await aWaiting(teamId)
  await look()
  assert.deepEqual(await seen(id), { offered: agent.staffId, holder: null, status: 'waiting', owner: 'team' })
  assert.equal((await runner.query(SYSTEM, (ctx) => standingInLine(ctx, [teamId]))).get(id)?.ahead, 0, 'the customer stands where he stood')
  await assertReplays(runner, id)
  const [mine] = (await runner.query(agent, (ctx) => ownOffers({ ...ctx, actor: agent }))).offers
  assert.equal(mine?.conversation.id, id)
  assert.ok(mine.leftMs > 20_000 && mine.leftMs <= 30_000)

  await accept(agent, id)
  await accept(agent, id)
  assert.deepEqual(await seen(id), { offered: null, holder: agent.staffId, status: 'assigned', owner: 'agent' })
  await assertReplays(runner, id)
})

test('it counts against the capacity of whoever it is offered to, for routing and for who assigns by hand', async () => {
  const teamId = await anAskingTeam()
  const agent = await someoneOf(teamId, 1)
  const lead = await anAgent(db, { teamIds: [teamId], role: 'lead' })
  const [id, other] = [await aWaiting(teamId), await aWaiting(teamId)]
  await look()
  assert.equal(await look(), 0)
  assert.deepEqual([await offeredTo(id), await offeredTo(other)], [agent.staffId, null])
  const give = (conversationId: ConversationId) => runner.run(lead, (ctx) => assignConversation(ctx, { conversationId, agentId: agent.staffId, how: 'given' }))
  await assert.rejects(give(other), refusedWith('agent.at_capacity'))
  await give(id)
  assert.equal((await seen(id)).holder, agent.staffId, 'the place was kept for just this one')
})

test('nobody is asked about two at once', async () => {
  const teamId = await anAskingTeam()
  const agent = await someoneOf(teamId)
  const [first, second] = [await aWaiting(teamId), await aWaiting(teamId)]
  await look()
  assert.equal(await look(), 0)
  await accept(agent, first)
  await look()
  assert.equal(await offeredTo(second), agent.staffId)
})

test('declined it goes to the next, without losing its place; who said no is asked again only after a while', async () => {
  const teamId = await anAskingTeam()
  const [one, two] = [await someoneOf(teamId), await someoneOf(teamId)]
  const [id, later] = [await aWaiting(teamId), await aWaiting(teamId)]
  await runner.run(SYSTEM, (ctx) => assignWaiting(ctx, 1))
  const asked = await offeredTo(id)
  const first = [one, two].find((agent) => agent.staffId === asked) ?? assert.fail('offered')
  await decline(first, id)
  await decline(first, id)
  await look()
  const next = first === one ? two : one
  assert.equal(await offeredTo(id), next.staffId)
  assert.equal(await offeredTo(later), first.staffId, 'what stands behind is asked about meanwhile')
  await decline(next, id)
  await accept(first, later)
  assert.equal(await look(), 0, 'both have said no to it')
  clock.advance(ASKED_AGAIN_AFTER_MS)
  await look()
  assert.notEqual(await offeredTo(id), null)
  assert.equal((await runner.query(SYSTEM, (ctx) => standingInLine(ctx, [teamId]))).get(id)?.ahead, 0)
  await assertReplays(runner, id)
})

test('let lapse it goes to the next; two in a row, and one is taken for away and told why, until one says that one is back', async () => {
  const teamId = await anAskingTeam()
  const agent = await someoneOf(teamId)
  const id = await aWaiting(teamId)
  await look()
  await letLapse(id)
  await assert.rejects(accept(agent, id), refusedWith('offer.over'))
  await look()
  assert.deepEqual([await offeredTo(id), (await awayWhy(agent))?.available], [agent.staffId, true], 'nobody else is there')
  await letLapse(id)
  await look()
  assert.equal(await offeredTo(id), null)
  assert.deepEqual(await awayWhy(agent), { available: false, away_why: 'offers_missed' })
  await runner.run(agent, (ctx) => setAvailability(ctx, { available: true }))
  assert.deepEqual(await awayWhy(agent), { available: true, away_why: null })
  await look()
  await accept(agent, id)
  await assertReplays(runner, id)
})

test('who answers in between is there: the count begins anew', async () => {
  const teamId = await anAskingTeam()
  const agent = await someoneOf(teamId)
  for (const answer of [letLapse, (id: ConversationId) => accept(agent, id), letLapse]) {
    const id = await aWaiting(teamId)
    await look()
    await answer(id)
    await runner.run(SYSTEM, endOffers)
    await runner.run(SYSTEM, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
  }
  assert.equal((await awayWhy(agent))?.available, true)
})

test('who says that he takes nothing new is asked no longer, at once; whose line is down has missed nothing', async () => {
  const teamId = await anAskingTeam()
  const [away, down] = [await someoneOf(teamId), await someoneOf(teamId)]
  const id = await aWaiting(teamId)
  await sql`update staff set available = false where id = ${down.staffId}`.execute(db)
  await look()
  assert.equal(await offeredTo(id), away.staffId)
  await runner.run(away, (ctx) => setAvailability(ctx, { available: false }))
  await sql`update staff set available = true where id = ${down.staffId}`.execute(db)
  await look()
  assert.equal(await offeredTo(id), down.staffId)
  await sql`update staff_connection set state = 'closed' where staff_id = ${down.staffId}`.execute(db)
  await letLapse(id)
  await look()
  const { rows } = await sql<{
    why: string
  }>`select data->>'why' as why from entry where stream_id = ${id} and type = 'conversation.offer_ended' order by seq`.execute(db)
  assert.deepEqual(
    rows.map(({ why }) => why),
    ['agent_away', 'agent_away'],
  )
  assert.equal((await sql<{ missed: number }>`select missed_offers as missed from staff where id = ${down.staffId}`.execute(db)).rows[0]?.missed, 0)
})

test('whatever else becomes of the conversation ends the offer', async () => {
  const teamId = await anAskingTeam()
  const [asked, other] = [await someoneOf(teamId), await anAgent(db, { teamIds: [teamId] })]
  const customer = await aCustomer(db)
  const ways: ((id: ConversationId) => Promise<unknown>)[] = [
    (conversationId) => runner.run(other, (ctx) => assignConversation(ctx, { conversationId, agentId: other.staffId, how: 'taken' })),
    (conversationId) => runner.run(customer, (ctx) => life.returnToBot(ctx, { conversationId })),
    (conversationId) => runner.run(customer, (ctx) => life.resolveConversation(ctx, { conversationId, outcome: 'ended_by_customer' })),
  ]
  for (const way of ways) {
    const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
    await look()
    await way(id)
    await assert.rejects(accept(asked, id), refusedWith('offer.over'))
    assert.equal((await assertReplays(runner, id)).offer, null)
    await runner.run(SYSTEM, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
  }
})

test('while it is offered the customer may write, and nothing changes by it', async () => {
  const teamId = await anAskingTeam()
  const agent = await someoneOf(teamId)
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
  await look()
  await post(customer, { conversationId: id, clientId: aClientId(), text: '还在吗', attachmentIds: [], followUp: 'nothing' })
  assert.equal(await offeredTo(id), agent.staffId)
  await accept(agent, id)
  await assertReplays(runner, id)
})

test('the database keeps out an offer of what does not wait, and one without an end', async () => {
  const teamId = await anAskingTeam()
  const agent = await someoneOf(teamId)
  const id = await aWaiting(teamId)
  await assert.rejects(sql`update conversation set offered_to = ${agent.staffId} where id = ${id}`.execute(db), /conversation_offer/)
  await look()
  await assert.rejects(sql`update conversation set status = 'assigned', assignee_id = offered_to where id = ${id}`.execute(db), /conversation_offer_waits/)
})
