import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aConversation, aCustomer, anAgent, aServer, aTeam } from '../../testing/builders.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { testDatabase } from '../../testing/database.ts'
import { assignConversation } from '../conversation/api.ts'
import { handBackReaction } from './hand-back.ts'

const { db } = await testDatabase()
const server = await aServer(db)

test('what somebody held who has left goes back into line with its place, once', async () => {
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const held = await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' })
  const other = await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' })
  await server.runner.run({ kind: 'system' }, (ctx) => assignConversation(ctx, { conversationId: held.id, agentId: agent.staffId, how: 'routed' }))
  const before = await assertReplays(server.runner, held.id)
  const left = {
    streamId: agent.staffId,
    seq: 1,
    customerSeq: null,
    customerId: null,
    type: 'staff.deactivated',
    actor: { kind: 'system' as const },
    at: new Date(),
    data: {},
  }
  await handBackReaction(server.runner).handle([left, left])
  const after = await assertReplays(server.runner, held.id)
  assert.deepEqual([after.status, after.assigneeId, after.queuedAt], ['waiting', null, before.queuedAt])
  assert.equal((await assertReplays(server.runner, other.id)).status, 'waiting')
})
