import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import pino from 'pino'
import type { StaffActor } from '../../platform/actor.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, releaseFromSilent, requestCallBack, showCallBackNumber, tellCalledBack } from '../conversation/api.ts'
import { obligationsOfSilentAgents } from '../obligation/api.ts'
import { lookOnce } from './api.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner } = await aServer(db, clock)
const { run, query } = runner
const MINUTE_MS = 60_000

const look = (): Promise<void> => lookOnce(runner, pino({ level: 'silent' }))
const holderOf = async (id: ConversationId): Promise<string | null> =>
  (await sql<{ assignee_id: string | null }>`select assignee_id from conversation where id = ${id}`.execute(db)).rows[0]?.assignee_id ?? null
const isAvailable = async ({ staffId }: StaffActor): Promise<boolean | undefined> =>
  (await sql<{ available: boolean }>`select available from staff where id = ${staffId}`.execute(db)).rows[0]?.available

/** A call that is owed, held by an agent. */
async function aCallOwed(): Promise<{ id: ConversationId; agent: StaffActor }> {
  const teamId = await aTeam(db)
  const [agent, customer] = [await anAgent(db, { teamIds: [teamId] }), await aCustomer(db)]
  const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
  await run(customer, (ctx) => requestCallBack(ctx, { conversationId: id, channel: 'phone', number: '13800138000', from: null }))
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'routed' }))
  return { id, agent }
}

test('who is on the phone with the customer keeps the conversation, for up to an hour', async () => {
  const { id, agent } = await aCallOwed()
  clock.advance(5 * MINUTE_MS)
  await run(agent, (ctx) => showCallBackNumber(ctx, { conversationId: id }))
  clock.advance(59 * MINUTE_MS)
  await look()
  assert.deepEqual([await holderOf(id), await isAvailable(agent)], [agent.staffId, true])
  await run(agent, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: true, again: null }))

  const { id: forgotten, agent: silent } = await aCallOwed()
  await run(silent, (ctx) => showCallBackNumber(ctx, { conversationId: forgotten }))
  clock.advance(60 * MINUTE_MS)
  await look()
  assert.deepEqual([await holderOf(forgotten), await isAvailable(silent)], [null, false])
})

test('once the agent has said what came of the call, silence is silence again', async () => {
  const { id, agent } = await aCallOwed()
  await run(agent, (ctx) => showCallBackNumber(ctx, { conversationId: id }))
  await run(agent, (ctx) => tellCalledBack(ctx, { conversationId: id, reached: false, again: null }))
  clock.advance(40 * MINUTE_MS)
  await look()
  assert.equal(await holderOf(id), null)
})

test('who dials just before the watch takes the conversation keeps it', async () => {
  const { id, agent } = await aCallOwed()
  clock.advance(40 * MINUTE_MS)
  const [late] = await query(SYSTEM, (ctx) => obligationsOfSilentAgents(ctx, 10))
  assert.equal(late?.conversation_id, id)
  await run(agent, (ctx) => showCallBackNumber(ctx, { conversationId: id }))
  assert.equal(await run(SYSTEM, (ctx) => releaseFromSilent(ctx, late ?? assert.fail())), null)
  assert.equal(await holderOf(id), agent.staffId)
})
