/** What a lead and an admin see of the lines, the agents and the promises just now. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Wallboard } from '@yingda/protocol/http/wallboard.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { assignConversation, life, requestPerson } from '../../modules/conversation/api.ts'
import { setTeamOverflow } from '../../modules/identity/api.ts'
import { createCalendar } from '../../modules/workforce/api.ts'
import type { StaffActor } from '../../platform/actor.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { startReadings } from './readings.ts'
import { scopeOf } from './scope.ts'
import { wallboardOf } from './wallboard.ts'

const MINUTE_MS = 60_000
const { db } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)
const { runner } = server
let team: TeamId
let other: TeamId
let lead: StaffActor
let agent: StaffActor

beforeEach(async () => {
  await sql`truncate conversation, obligation, delivery, alarm, team, staff_connection cascade`.execute(db)
  team = await aTeam(db, { questionTypes: ['payment'] })
  other = await aTeam(db, { questionTypes: ['access'] })
  lead = await anAgent(db, { role: 'lead', teamIds: [team] })
  agent = await anAgent(db, { teamIds: [team], name: '何佳' })
})

/** As a server that has just started reads it. */
/** Nothing that reached nobody, no alarm about a conversation. */
const NONE = { undelivered: { count: 0, since: null }, conversationIds: new Set<string>() }
const seenBy = async (actor: StaffActor): Promise<Wallboard> => wallboardOf(await startReadings(runner, 'Asia/Shanghai')(), scopeOf(actor), NONE)
const teamIn = ({ teams }: Wallboard, id: TeamId) => teams.find((one) => one.id === id) ?? assert.fail('team')
const waits = async (teamId: TeamId): Promise<ConversationId> =>
  (await aConversation(runner, await aCustomer(db), { teamId, questionType: teamId === other ? 'access' : 'payment', status: 'waiting' })).id as ConversationId
const take = (conversationId: ConversationId, by = agent) =>
  runner.run(by, (ctx) => assignConversation(ctx, { conversationId, agentId: by.staffId, how: 'taken' }))
const answer = (conversationId: ConversationId, by = agent) =>
  server.post(by, { conversationId, clientId: aClientId(), text: '已经查到了', attachmentIds: [], followUp: 'nothing' })

test('a line shows how many wait, since when, and which promise runs out first', async () => {
  const begun = clock.now().toISOString()
  await waits(team)
  clock.advance(MINUTE_MS)
  await waits(team)
  const seen = teamIn(await seenBy(lead), team)
  assert.deepEqual(
    [seen.waiting, seen.longestSince, seen.nextPromise?.since, seen.nextPromise?.kind, seen.atRisk, seen.missed, seen.held],
    [2, begun, begun, 'first_reply', 0, 0, 0],
  )
})

test('what is due soon and what is late are counted apart, and named, the most pressing first', async () => {
  const late = await waits(team)
  clock.advance(3 * MINUTE_MS)
  const soon = await waits(team)
  clock.advance(4 * MINUTE_MS)
  await waits(team)
  const board = await seenBy(lead)
  assert.deepEqual([teamIn(board, team).atRisk, teamIn(board, team).missed, teamIn(board, team).waiting], [1, 1, 3])
  assert.deepEqual(
    board.pressing.map(({ id }) => id),
    [late, soon],
  )
})

test('answered and not resolved it is due soon, and late, by what was promised of that; each conversation counts once', async () => {
  const [answered, unanswered] = [await waits(team), await waits(team)]
  await take(answered)
  await answer(answered)
  clock.advance(400 * MINUTE_MS)
  const seen = async () => {
    const board = await seenBy(lead)
    const { atRisk, missed } = teamIn(board, team)
    return [atRisk, missed, ...board.pressing.map(({ id, promise }) => [id, promise.kind])]
  }
  assert.deepEqual(await seen(), [1, 1, [unanswered, 'first_reply'], [answered, 'resolution']])
  clock.advance(100 * MINUTE_MS)
  assert.deepEqual(await seen(), [0, 2, [unanswered, 'first_reply'], [answered, 'resolution']])
  await runner.run(agent, (ctx) => life.awaitCustomer(ctx, { conversationId: answered }))
  assert.deepEqual(await seen(), [0, 1, [unanswered, 'first_reply']])
})

test('the bot’s conversations count for the team they would come to, and its promises are not people’s', async () => {
  const { id } = await aConversation(runner, await aCustomer(db), { questionType: 'access' })
  assert.equal(teamIn(await seenBy(lead), team).withBot, 0)
  clock.advance(60 * MINUTE_MS)
  const admin = await anAgent(db, { role: 'admin' })
  const board = await seenBy(admin)
  assert.deepEqual([teamIn(board, other).withBot, teamIn(board, other).missed, board.pressing.length], [1, 0, 0])
  await runner.run(SYSTEM, (ctx) => requestPerson(ctx, { conversationId: id as ConversationId, reason: 'asked', summary: { 'zh-CN': '', en: '' } }))
  assert.deepEqual([teamIn(await seenBy(admin), other).withBot, teamIn(await seenBy(admin), other).waiting], [0, 1])
})

test('what the bot owes is not people’s, of whichever team the conversation is', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer, { teamId: team })
  const words = { conversationId: id as ConversationId, clientId: aClientId(), text: '在吗', attachmentIds: [], followUp: 'nothing' as const }
  await server.post(customer, words)
  clock.advance(60 * MINUTE_MS)
  const board = await seenBy(lead)
  const { withBot, missed, nextPromise } = teamIn(board, team)
  assert.deepEqual([withBot, missed, nextPromise, board.pressing], [1, 0, null, []])
})

test('of the day are shown the ended ones, and how many answers came, and questions were resolved, within their promise', async () => {
  const [inTime, tooLate, unanswered] = [await waits(team), await waits(team), await waits(team)]
  await take(inTime)
  await answer(inTime)
  clock.advance(60 * MINUTE_MS)
  await take(tooLate)
  await answer(tooLate)
  await runner.run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: tooLate, outcome: 'answered' }))
  const seen = teamIn(await seenBy(lead), team)
  assert.deepEqual([seen.endedToday, seen.promisesToday, seen.held, seen.missed], [1, { kept: 2, of: 4 }, 1, 1])
  clock.advance(24 * 60 * MINUTE_MS)
  assert.deepEqual(teamIn(await seenBy(lead), team).promisesToday, { kept: 0, of: 3 }, 'yesterday’s are not today’s; what is late is')
  await take(unanswered)
})

test('an agent is available, only connected, or away; with what is held and who has waited longest', async () => {
  const since = clock.now().toISOString()
  await take(await waits(team))
  clock.advance(MINUTE_MS)
  await take(await waits(team))
  const shown = async () => {
    const one = (await seenBy(lead)).agents.find(({ id }) => id === agent.staffId) ?? assert.fail('agent')
    return [one.presence, one.held, one.capacity, one.longest?.since]
  }
  assert.deepEqual(await shown(), ['away', 2, 5, since])
  await comeOnline(db, agent.staffId)
  await sql`update staff set available = false where id = ${agent.staffId}`.execute(db)
  assert.deepEqual((await shown())[0], 'connected')
  await sql`update staff set available = true where id = ${agent.staffId}`.execute(db)
  assert.deepEqual((await shown())[0], 'available')
  assert.deepEqual(
    (await seenBy(lead)).agents.map(({ presence }) => presence),
    ['available', 'away'],
  )
})

test('what somebody is asked to accept is in line, and on his desk', async () => {
  const id = await waits(team)
  await sql`update conversation set offered_to = ${agent.staffId}, offer_until = now() + interval '1 minute' where id = ${id}`.execute(db)
  clock.advance(60 * MINUTE_MS)
  const board = await seenBy(lead)
  const asked = board.agents.find((one) => one.id === agent.staffId)
  assert.deepEqual([asked?.held, asked?.offered, teamIn(board, team).waiting, board.pressing[0]?.offeredTo], [0, 1, 1, '何佳'])
})

test('what not everybody may see is counted, and not named to whoever may not', async () => {
  const id = await waits(team)
  await take(id)
  await sql`update conversation set restricted = true where id = ${id}`.execute(db)
  clock.advance(60 * MINUTE_MS)
  const reading = await startReadings(runner, 'Asia/Shanghai')()
  const may = wallboardOf(reading, scopeOf(lead), NONE)
  const mayNot = wallboardOf(reading, { ...scopeOf(lead), seesRestricted: false }, NONE)
  assert.deepEqual([may.pressing.length, mayNot.pressing.length, teamIn(mayNot, team).missed], [1, 0, 1])
  const [named, unnamed] = [may, mayNot].map(({ agents }) => agents.find((one) => one.id === agent.staffId)?.longest)
  assert.deepEqual([named?.conversation?.id, unnamed?.conversation, unnamed?.since], [id, null, named?.since])
})

test('however many look at once, the database is asked once', async () => {
  await waits(team)
  let readings = 0
  const read = startReadings({ query: (actor, query) => runner.query(actor, (ctx) => query(((readings += 1), ctx))) }, 'Asia/Shanghai')
  const boards = await Promise.all(Array.from({ length: 50 }, async () => wallboardOf(await read(), scopeOf(lead), NONE)))
  assert.deepEqual(new Set(boards.map((board) => teamIn(board, team).waiting)), new Set([1]))
  assert.equal(readings, 2, 'what stands now, and what came of the day')
})

test('a lead sees the own teams and their people; an admin sees all', async () => {
  const stranger = await anAgent(db, { teamIds: [other] })
  const both = await anAgent(db, { teamIds: [team, other] })
  const foreign = await waits(other)
  await take(foreign, both)
  clock.advance(60 * MINUTE_MS)
  const board = await seenBy(lead)
  assert.deepEqual(
    board.teams.map(({ id }) => id),
    [team],
  )
  assert.deepEqual(board.pressing, [])
  const seen = board.agents.find(({ id }) => id === both.staffId)
  assert.equal(seen?.held, 1)
  assert.equal(seen?.longest?.conversation, null, 'who it is that waits is another team’s')
  assert.equal(
    board.agents.some(({ id }) => id === stranger.staffId),
    false,
  )
  const all = await seenBy(await anAgent(db, { role: 'admin' }))
  assert.deepEqual(
    all.teams.map(({ id }) => id),
    [team, other],
  )
  assert.equal(all.agents.find(({ id }) => id === both.staffId)?.longest?.conversation?.id, foreign)
  assert.deepEqual(
    all.pressing.map(({ id }) => id),
    [foreign],
  )
})

test('how many teams help is said of each team', async () => {
  await runner.run(lead, (ctx) => setTeamOverflow(ctx, { teamId: team, steps: [{ teamId: other, afterMinutes: 5, whenNobody: true }] }))
  const board = await seenBy(await anAgent(db, { role: 'admin' }))
  assert.deepEqual([teamIn(board, team).helpers, teamIn(board, other).helpers], [1, 0])
})

test('a team’s hours are shown as they mean now; alarms stand until they are cleared', async () => {
  const calendarId = await runner.run(SYSTEM, (ctx) =>
    createCalendar(ctx, { nameZh: '休', nameEn: 'Off', timeZone: 'Asia/Shanghai', weekly: [[], [], [], [], [], [], []], exceptions: [], chinaHolidays: false }),
  )
  await sql`update team set calendar_id = ${calendarId} where id = ${team}`.execute(db)
  await sql`insert into alarm (id, kind, subject, raised_at, seen_at, cleared_at) select gen_random_uuid(), 'reaction_stuck', s, now(), now(), c
    from (values ('bot', null), ('lists', ${clock.now().toISOString()}::timestamptz)) v (s, c)`.execute(db)
  const board = await seenBy(lead)
  assert.deepEqual(teamIn(board, team).hours, { isOpen: false, opensAt: null, isCertain: true })
  assert.deepEqual(
    board.alarms.map(({ subject }) => subject),
    ['bot'],
  )
})
