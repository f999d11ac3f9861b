/** What the head of a thread says of answering is what the desk does when somebody answers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { fixedClock } from '../testing/fixed-clock.ts'
import type { Refused } from '../platform/refused.ts'
import { assignConversation, life } from '../modules/conversation/api.ts'
import { conversationDetail } from './customer-detail.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)
const teamId = await aTeam(db)
const agent = await anAgent(db, { teamIds: [teamId] })
const colleague = await anAgent(db, { teamIds: [teamId], name: '何佳' })

type Id = Awaited<ReturnType<typeof aConversation>>['id']
const detail = (id: Id) => server.runner.query(agent, (ctx) => conversationDetail({ ...ctx, actor: agent }, id))
const answer = (id: Id) => server.post(agent, { conversationId: id, clientId: aClientId(), text: '我来看一下', attachmentIds: [], followUp: 'nothing' })

for (const status of ['bot', 'waiting', 'resolved'] as const)
  test(`what nobody holds may be answered, and answering takes it (${status})`, async () => {
    const { id } = await aConversation(server.runner, await aCustomer(db), { teamId, status })
    assert.equal((await detail(id)).canReply, true)
    await answer(id)
    const { row } = await detail(id)
    assert.deepEqual([row.status, row.assignee?.id], ['assigned', agent.staffId])
  })

test('what a colleague holds may be answered, and stays with the colleague', async () => {
  const { id } = await aConversation(server.runner, await aCustomer(db), { teamId, status: 'waiting' })
  await server.runner.run(colleague, (ctx) => assignConversation(ctx, { conversationId: id, agentId: colleague.staffId, how: 'taken' }))
  assert.equal((await detail(id)).canReply, true)
  await answer(id)
  assert.equal((await detail(id)).row.assignee?.id, colleague.staffId)
})

test('what is closed for good is said to be past answering, and refuses', async () => {
  const { id } = await aConversation(server.runner, await aCustomer(db), { teamId, status: 'resolved' })
  clock.advance(73 * 3600_000)
  await server.runner.run(SYSTEM, (ctx) => life.closeConversation(ctx, { conversationId: id }))
  assert.equal((await detail(id)).canReply, false)
  await assert.rejects(answer(id), (error: Refused) => error.code === 'conversation.closed')
})
