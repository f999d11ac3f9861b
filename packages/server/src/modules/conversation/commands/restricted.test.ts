import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aClientId, aConversation, aCustomer, aServer, aTeam, anAgent, comeOnline, letEnd, SYSTEM } from '../../../testing/builders.ts'
import type { StaffActor } from '../../../platform/actor.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { assertReplays } from '../../../testing/assert-replays.ts'
import { testDatabase } from '../../../testing/database.ts'
import { Refused } from '../../../platform/refused.ts'
import { assignWaiting } from '../../routing/api.ts'
import { accessConversation, addNote, assignConversation, life, startConversation, transferConversation } from '../api.ts'
import type { ConversationRecord } from '../tables.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const teamId = await aTeam(db)
const agent = await anAgent(db, { teamIds: [teamId] })
const lead = await anAgent(db, { teamIds: [teamId], role: 'lead' })

const now = async (id: string): Promise<ConversationRecord> => {
  const { rows } = await sql<ConversationRecord>`select * from conversation where id = ${id}`.execute(db)
  return rows[0] ?? assert.fail()
}
const waitingOne = async () => aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
const isNotAllowed = (error: unknown): boolean => error instanceof Refused && error.code === 'agent.not_allowed'

test('a restricted conversation is handed to nobody who could not see it, and waits for one who can', async () => {
  const { id } = await waitingOne()
  await runner.run(lead, (ctx) => life.restrictConversation(ctx, { conversationId: id, restricted: true }))
  await assert.rejects(
    runner.run(lead, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' })),
    isNotAllowed,
  )
  await assert.rejects(
    runner.run(lead, (ctx) => transferConversation(ctx, { conversationId: id, teamId: null, agentId: agent.staffId, note: '' })),
    isNotAllowed,
  )

  await comeOnline(db, agent.staffId)
  await runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
  assert.equal((await now(id)).status, 'waiting')
  await comeOnline(db, lead.staffId)
  await runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
  assert.equal((await now(id)).assignee_id, lead.staffId)
})

test('in a restricted conversation nobody is mentioned who could not read it, and nowhere one who has left', async () => {
  const { id } = await waitingOne()
  const mention = (who: StaffActor) =>
    runner.run(lead, (ctx) => addNote(ctx, { conversationId: id, clientId: aClientId(), text: 'please look', mentions: [who.staffId] }))
  await mention(agent)
  await runner.run(lead, (ctx) => life.restrictConversation(ctx, { conversationId: id, restricted: true }))
  await assert.rejects(mention(agent), isNotAllowed)
  await mention(lead)
  const gone = await anAgent(db, { teamIds: [teamId], role: 'lead' })
  await sql`update staff set active = false where id = ${gone.staffId}`.execute(db)
  await assert.rejects(mention(gone), (error) => error instanceof Refused && error.code === 'agent.not_found')
})

test('restricting takes it from a holder who may not see it any more, and the customer keeps his place', async () => {
  const { id } = await waitingOne()
  const { queued_at: queuedAt } = await now(id)
  await runner.run(agent, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'taken' }))
  await runner.run(lead, (ctx) => life.restrictConversation(ctx, { conversationId: id, restricted: true }))
  const after = await now(id)
  assert.deepEqual([after.status, after.assignee_id, after.restricted], ['waiting', null, true])
  assert.deepEqual(after.queued_at, queuedAt)
})

test('restricting leaves it with a holder who may see it', async () => {
  const { id } = await waitingOne()
  await runner.run(lead, (ctx) => assignConversation(ctx, { conversationId: id, agentId: lead.staffId, how: 'taken' }))
  await runner.run(lead, (ctx) => life.restrictConversation(ctx, { conversationId: id, restricted: true }))
  assert.equal((await now(id)).assignee_id, lead.staffId)
})

test('what follows an ended conversation that was restricted is restricted as well, whoever it waits for', async () => {
  const customer = await aCustomer(db)
  const next = (previousId: ConversationId) =>
    runner.run(customer, (ctx) =>
      startConversation(ctx, {
        customerId: customer.customerId,
        clientId: aClientId(),
        questionType: 'payment',
        language: 'zh-CN',
        context: {},
        transaction: null,
        teamId,
        previousId,
      }),
    )
  for (const restricted of [true, false]) {
    const { id } = await aConversation(runner, customer, { teamId })
    if (restricted) await runner.run(lead, (ctx) => life.restrictConversation(ctx, { conversationId: id, restricted }))
    await letEnd(db, id, 'closed')
    const { conversation } = await next(id)
    assert.equal(conversation.restricted, restricted)
    await assertReplays(runner, conversation.id)
    const reached = (actor: StaffActor) => runner.query(actor, (ctx) => accessConversation(ctx, conversation.id))
    assert.equal((await reached(lead)).id, conversation.id)
    if (restricted) await assert.rejects(reached(agent), (error) => error instanceof Refused && error.code === 'conversation.not_found')
    else assert.equal((await reached(agent)).id, conversation.id)
    await letEnd(db, conversation.id, 'closed')
  }
})
