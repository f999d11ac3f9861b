import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { StaffId } from '@yingda/protocol/ids.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { testDatabase } from '../../testing/database.ts'
import { assignConversation, life } from '../conversation/api.ts'
import { handBackReaction } from './hand-back.ts'

const { db } = await testDatabase()
const server = await aServer(db)

const changed = (agentId: StaffId, type: string) => ({
  streamId: agentId,
  seq: 1,
  customerSeq: null,
  customerId: null,
  type,
  actor: SYSTEM,
  at: new Date(),
  data: {},
})

test('what somebody held who has left goes back into line with its place, once', async () => {
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const held = await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' })
  const other = await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' })
  await server.runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: held.id, agentId: agent.staffId, how: 'routed' }))
  const before = await assertReplays(server.runner, held.id)
  const left = changed(agent.staffId, 'staff.deactivated')
  await handBackReaction(server.runner).handle([left, left])
  const after = await assertReplays(server.runner, held.id)
  assert.deepEqual([after.status, after.assigneeId, after.queuedAt], ['waiting', null, before.queuedAt])
  assert.equal((await assertReplays(server.runner, other.id)).status, 'waiting')
})

test('who is no lead any more gives back what he may not see, and keeps what he may', async () => {
  const teamId = await aTeam(db)
  const lead = await anAgent(db, { teamIds: [teamId], role: 'lead' })
  const [restricted, plain] = [
    await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' }),
    await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' }),
  ]
  await server.runner.run(lead, (ctx) => life.restrictConversation(ctx, { conversationId: restricted.id, restricted: true }))
  for (const { id } of [restricted, plain])
    await server.runner.run(lead, (ctx) => assignConversation(ctx, { conversationId: id, agentId: lead.staffId, how: 'taken' }))
  const before = await assertReplays(server.runner, restricted.id)

  await handBackReaction(server.runner).handle([changed(lead.staffId, 'staff.changed')])
  assert.equal((await assertReplays(server.runner, restricted.id)).assigneeId, lead.staffId, 'another name or team takes nothing from a lead')

  await sql`update staff set role = 'agent' where id = ${lead.staffId}`.execute(db)
  await handBackReaction(server.runner).handle([changed(lead.staffId, 'staff.changed')])
  const after = await assertReplays(server.runner, restricted.id)
  assert.deepEqual([after.status, after.assigneeId, after.queuedAt], ['waiting', null, before.queuedAt])
  assert.equal((await assertReplays(server.runner, plain.id)).assigneeId, lead.staffId)
})
