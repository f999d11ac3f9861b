import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import type { ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../platform/actor.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, life } from '../conversation/api.ts'
import { conversationJobs } from '../conversation/jobs.ts'
import { assignWaiting } from '../routing/assign-waiting.ts'
import { renewConnections } from '../workforce/api.ts'
import { lookOnce } from './api.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)
const { run } = server.runner
const look = (): Promise<void> => lookOnce(server.runner, pino({ level: 'silent' }))
const HOUR_MS = 3600_000

const node = randomUUID()
const is = (staffId: StaffId, state: 'connected' | 'ended'): Promise<void> => renewConnections(db, node, [{ staffId, deviceId: staffId, state, silentMs: 0 }])
const rowOf = async (id: ConversationId) =>
  (
    await sql<{ status: string; assignee_id: StaffId | null; owed: boolean }>`
    select status, assignee_id, obligation_id is not null as owed from conversation where id = ${id}`.execute(db)
  ).rows[0] ?? assert.fail()

/** Answered by its agent, and put off for an hour. */
async function putOff(): Promise<{ id: ConversationId; agent: StaffActor; colleague: StaffActor }> {
  const teamId = await aTeam(db)
  const [agent, colleague] = [await anAgent(db, { teamIds: [teamId] }), await anAgent(db, { teamIds: [teamId] })]
  for (const { staffId } of [agent, colleague]) await is(staffId, 'connected')
  await sql`update gateway_lease set up_since = now() - interval '1 hour'`.execute(db)
  const { id } = await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' })
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'routed' }))
  await server.post(agent, { conversationId: id, clientId: aClientId(), text: '我问一下银行，一小时后回复您', attachmentIds: [], followUp: 'nothing' })
  await run(agent, (ctx) => life.snoozeConversation(ctx, { conversationId: id, until: new Date(clock.now().getTime() + HOUR_MS).toISOString() }))
  return { id, agent, colleague }
}
const wake = (id: ConversationId, runner = server.runner): Promise<unknown> =>
  Promise.resolve(conversationJobs(runner)['conversation.wake']?.({ conversationId: id }))

test('what was put off until a time is owed again when it comes; taken up sooner it is in hand, and nothing is owed', async () => {
  const { id, agent } = await putOff()
  assert.deepEqual(await rowOf(id), { status: 'snoozed', assignee_id: agent.staffId, owed: false })
  clock.advance(HOUR_MS)
  await wake(id)
  assert.deepEqual(await rowOf(id), { status: 'assigned', assignee_id: agent.staffId, owed: true })
  await assertReplays(server.runner, id)
  const sooner = await putOff()
  await run(sooner.agent, (ctx) => life.wakeConversation(ctx, { conversationId: sooner.id, why: 'agent' }))
  assert.deepEqual(await rowOf(sooner.id), { status: 'assigned', assignee_id: sooner.agent.staffId, owed: false })
})

test('whose agent has left when it comes back is given to somebody who is there', async () => {
  const { id, agent, colleague } = await putOff()
  await is(agent.staffId, 'ended')
  clock.advance(HOUR_MS)
  await wake(id)
  await look()
  await run(SYSTEM, (ctx) => assignWaiting(ctx))
  assert.deepEqual(await rowOf(id), { status: 'assigned', assignee_id: colleague.staffId, owed: true })
})

test('a job that a server runs whose clock is behind comes again; should it be lost, the watch brings back what is due', async () => {
  const { id } = await putOff()
  const behind = fixedClock()
  behind.set(new Date(clock.now().getTime() + HOUR_MS - 2000).toISOString())
  await sql`select graphile_worker.remove_job(${`conversation.wake:${id}`})`.execute(db)
  await wake(id, (await aServer(db, behind)).runner)
  assert.equal((await rowOf(id)).status, 'snoozed')
  const { rows: jobs } = await sql<{ soon: boolean }>`
    select run_at between now() and now() + interval '3 seconds' as soon from graphile_worker.jobs where key = ${`conversation.wake:${id}`}`.execute(db)
  assert.deepEqual(jobs, [{ soon: true }])
  clock.advance(HOUR_MS)
  await look()
  assert.equal((await rowOf(id)).status, 'snoozed', 'its job has some seconds first')
  clock.advance(6000)
  await look()
  assert.deepEqual([(await rowOf(id)).status, (await rowOf(id)).owed], ['assigned', true])
})
