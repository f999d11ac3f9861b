import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { testDatabase } from '../../testing/database.ts'
import { assignConversation, handBackAll } from './commands/assign-conversation.ts'
import * as life from './commands/change-conversation.ts'
import { accessConversation } from './store.ts'

const { db } = await testDatabase()
const server = await aServer(db)
const { runner } = server
const other = await aTeam(db, { questionTypes: ['other'] })

/** A conversation that a person answered and that has ended; its team is dissolved since. */
async function anOrphan() {
  const gone = await aTeam(db, { questionTypes: [] })
  const customer = await aCustomer(db)
  const agent = await anAgent(db, { role: 'admin', teamIds: [gone] })
  const { id } = await aConversation(runner, customer, { teamId: gone })
  await runner.run(agent, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'taken' }))
  await runner.run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
  await sql`update team set deleted_at = now() where id = ${gone}`.execute(db)
  await sql`delete from team_member where team_id = ${gone}`.execute(db)
  return { id, customer, agent: { ...agent, teamIds: [] as TeamId[] } }
}
const rowOf = (id: ConversationId) => runner.query(SYSTEM, (ctx) => accessConversation(ctx, id))
const words = (conversationId: ConversationId) => ({ conversationId, clientId: aClientId(), text: '又来了', attachmentIds: [], followUp: 'nothing' as const })

test('a customer who comes back stands in the line where such a question goes now, and not in that of a team that is gone', async () => {
  const { id, customer } = await anOrphan()
  await server.post(customer, words(id))
  const row = await rowOf(id)
  assert.deepEqual([row.status, row.team_id], ['waiting', other])
  await assertReplays(runner, id)
})

test('an agent who opens it again has it in a team that is there, by writing and by hand, and may hand it back', async () => {
  for (const how of ['writing', 'hand'] as const) {
    const { id, agent } = await anOrphan()
    if (how === 'writing') await server.post(agent, words(id))
    else await runner.run(agent, (ctx) => life.reopenConversation({ ...ctx, actor: agent }, { conversationId: id }))
    assert.deepEqual([(await rowOf(id)).status, (await rowOf(id)).team_id], ['assigned', other], how)
    await runner.run(SYSTEM, (ctx) => handBackAll(ctx, agent.staffId))
    assert.deepEqual([(await rowOf(id)).status, (await rowOf(id)).team_id], ['waiting', other], how)
    await assertReplays(runner, id)
  }
})

test('while its team is there it goes back to it', async () => {
  const own = await aTeam(db)
  const customer = await aCustomer(db)
  const agent = await anAgent(db, { teamIds: [own] })
  const { id } = await aConversation(runner, customer, { teamId: own })
  await runner.run(agent, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'taken' }))
  await runner.run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
  await server.post(customer, words(id))
  const row = await rowOf(id)
  assert.deepEqual([row.status, row.team_id], ['waiting', own])
})
