/** Alarms as one reader has them: of answers that reached nobody one number wherever it stands, of a conversation which one it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AlarmView } from '@yingda/protocol/http/watch.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import pino from 'pino'
import { lookOnce } from '../modules/watch/api.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { fixedClock } from '../testing/fixed-clock.ts'
import { alarmsFor, ownPartOf } from './alarms.ts'
import { undeliveredAnswers } from './undelivered.ts'
import { startReadings } from './wallboard/readings.ts'
import { scopeOf } from './wallboard/scope.ts'
import { wallboardOf } from './wallboard/wallboard.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner } = await aServer(db, clock)
const [team, other, third] = [await aTeam(db), await aTeam(db), await aTeam(db)]
const lead = await anAgent(db, { role: 'lead', teamIds: [team] })

async function reachesNobody(teamId: TeamId): Promise<ConversationId> {
  const { id } = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
  await sql`insert into delivery (conversation_id, seq, customer_seq, customer_id, posted_at, state, reason, changed_at)
    select id, 1, 1, customer_id, ${clock.now().toISOString()}::timestamptz, 'undelivered', 'no_address', now() from conversation where id = ${id}`.execute(db)
  return id as ConversationId
}

test('each reads of what is within reach, the same on the wallboard, in the alarm and in the list; who has none is not alarmed', async () => {
  for (const teamId of [team, team, other]) await reachesNobody(teamId)
  // Held, though of another team's line: it is on his list, so it is in his alarm.
  const held = await reachesNobody(other)
  await sql`update conversation set assignee_id = ${lead.staffId}, status = 'assigned' where id = ${held}`.execute(db)
  const since = clock.now().toISOString()
  clock.advance(60_000)
  await lookOnce(runner, pino({ level: 'silent' }))
  const ofAnswers = (alarms: readonly AlarmView[]) =>
    alarms.flatMap(({ kind, data, raisedAt }) => (kind === 'answers_undelivered' ? [[data.count, raisedAt]] : []))
  for (const [actor, count] of [
    [lead, 3],
    [await anAgent(db, { role: 'admin' }), 4],
    [await anAgent(db, { role: 'lead', teamIds: [third] }), 0],
  ] as const) {
    const { board, alarms, list } = await runner.query(actor, async (query) => {
      const ctx = { ...query, actor }
      const readings = await startReadings(runner, 'Asia/Shanghai')()
      const board = wallboardOf(readings, scopeOf(actor), await ownPartOf(ctx, readings.alarms))
      return { board, alarms: await alarmsFor(ctx), list: await undeliveredAnswers(ctx, { limit: 50 }) }
    })
    const own = count === 0 ? [] : [[count, since]]
    assert.deepEqual(board.undelivered, { count, since: count === 0 ? null : since })
    assert.deepEqual([ofAnswers(board.alarms), ofAnswers(alarms)], [own, own])
    assert.deepEqual([list.answers.length, list.beyondReach], [count, 4 - count])
  }
})

test('an alarm about a conversation is told to every lead, and which one it is to those who can open it', async () => {
  const { id } = await aConversation(runner, await aCustomer(db), { teamId: other, status: 'waiting' })
  await sql`insert into alarm (id, kind, subject, data, raised_at, seen_at)
    values (gen_random_uuid(), 'counts_differ', ${id}, '{"byEntries": 2, "byObligations": 1}', ${clock.now().toISOString()}, ${clock.now().toISOString()})`.execute(
    db,
  )
  const readings = await startReadings(runner, 'Asia/Shanghai')()
  for (const [actor, told] of [
    [await anAgent(db, { role: 'lead', teamIds: [other] }), [id, id]],
    [await anAgent(db, { role: 'admin' }), [id, id]],
    [lead, ['all', null]],
  ] as const) {
    const { board, alarms } = await runner.query(actor, async (query) => {
      const ctx = { ...query, actor }
      return { board: wallboardOf(readings, scopeOf(actor), await ownPartOf(ctx, readings.alarms)), alarms: await alarmsFor(ctx) }
    })
    for (const all of [board.alarms, alarms])
      assert.deepEqual(
        all.flatMap(({ kind, subject, conversationId }) => (kind === 'counts_differ' ? [[subject, conversationId]] : [])),
        [told],
      )
  }
})
