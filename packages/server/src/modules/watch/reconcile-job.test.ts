/** What the hourly count leaves behind: alarms that stand until somebody has looked, and the next count. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, life } from '../conversation/api.ts'
import { recentAlarms, reconcileJobs } from './api.ts'

const { db } = await testDatabase()
// later than the migration by which obligations are kept
const clock = fixedClock(new Date(Date.now() + 24 * 3600_000).toISOString())
const server = await aServer(db, clock)
const { run, query } = server.runner
const teamId = await aTeam(db)
const agent = await anAgent(db, { teamIds: [teamId], role: 'lead', capacity: 50 })
async function count(): Promise<void> {
  clock.advance(60_000)
  await reconcileJobs(server.runner)['watch.reconcile']?.({})
}
const standing = async (): Promise<string[]> =>
  (await query(SYSTEM, recentAlarms)).flatMap(({ kind, subject, clearedAt }) => (kind === 'counts_differ' && clearedAt === null ? [subject] : []))

/** Asked, answered, and never counted. */
async function neverCounted(): Promise<ConversationId> {
  const { id } = await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' })
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  await server.post(agent, { conversationId: id, clientId: aClientId(), text: '在', attachmentIds: [], followUp: 'nothing' })
  await sql`delete from obligation where conversation_id = ${id}`.execute(db)
  return id
}

test('what was never counted stays an alarm over the days, until it agrees or its conversation has ended', async () => {
  const [lost, counted] = [await neverCounted(), await neverCounted()]
  await count()
  assert.deepEqual(new Set(await standing()), new Set([lost, counted]))
  clock.advance(49 * 3600_000)
  await count()
  assert.deepEqual(new Set(await standing()), new Set([lost, counted]), 'a weekend puts nothing right')
  await sql`
    insert into obligation (id, open, conversation_id, customer_id, channel, kind, priority, owned_since, received_at, closed_at, closed_how, closed_reason)
    select gen_random_uuid(), false, id, customer_id, channel, 'first_reply', 'normal', opened_at, opened_at, opened_at, 'answered', 'test'
    from conversation where id = ${counted}`.execute(db)
  await count()
  assert.deepEqual(await standing(), [lost])
  await run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: lost, outcome: 'answered' }))
  clock.advance(25 * 3600_000)
  await count()
  assert.deepEqual(await standing(), [])
})

test('a clock that cannot be put right keeps neither the alarm nor the next count back, and no other clock', async () => {
  const [stuck, other] = [await neverCounted(), await neverCounted()].sort()
  await sql`update resolution set running_since = null where conversation_id in (${stuck}, ${other})`.execute(db)
  await sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$`.execute(db)
  await sql`create trigger refuse before update on resolution for each row when (old.conversation_id = ${sql.lit(stuck)}) execute function refuse()`.execute(db)
  await sql`delete from graphile_worker._private_jobs where key = 'watch.reconcile'`.execute(db)
  await assert.rejects(count(), /1 clocks could not be put right: .*not this one/)
  assert.deepEqual(new Set(await standing()), new Set([stuck, other]))
  const { rows } = await sql`select from graphile_worker.jobs where key = 'watch.reconcile'`.execute(db)
  assert.equal(rows.length, 1)
  const { rows: clocks } = await sql<{ id: string; runs: boolean }>`
    select conversation_id as id, running_since is not null as runs from resolution where conversation_id in (${stuck}, ${other}) order by 1`.execute(db)
  assert.deepEqual(
    clocks.map(({ id, runs }) => [id, runs]),
    [
      [stuck, false],
      [other, true],
    ],
  )
})
