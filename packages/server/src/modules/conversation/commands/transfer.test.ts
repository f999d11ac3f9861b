import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Refused } from '../../../platform/refused.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { readTimeline } from '../queries/read-timeline.ts'
import { addNote } from './add-note.ts'
import { transferConversation } from './transfer-conversation.ts'

const { db } = await testDatabase()
const nodes = await Promise.all([aServer(db), aServer(db)])
const [{ runner } = assert.fail()] = nodes
const [from, to] = await Promise.all([aTeam(db), aTeam(db)])
const agent = await anAgent(db, { teamIds: [from] })
const refusedWith = (code: string) => (error: Refused) => error.code === code
const waiting = async (): Promise<ConversationId> => (await aConversation(runner, await aCustomer(db), { teamId: from, status: 'waiting' })).id
const kindsIn = async (id: ConversationId) =>
  (await runner.query(SYSTEM, (ctx) => readTimeline(ctx, id, { after: 2, limit: 20 }))).map(({ entry, content }) => [entry.type, content?.text])

test('passing on that is sent again and again, on two servers at once, is done once, by whoever no longer reaches it too', async () => {
  for (const actor of [agent, await anAgent(db, { role: 'admin' })]) {
    const conversationId = await waiting()
    const input = { conversationId, clientId: aClientId(), teamId: to, agentId: null, note: '请看一下' }
    const sends = await Promise.all(
      Array.from({ length: 8 }, (_, index) => (nodes[index % 2] ?? assert.fail()).runner.run(actor, (ctx) => transferConversation(ctx, input))),
    )
    assert.deepEqual(new Set(sends.map((one) => one.seq)), new Set([4]))
    assert.deepEqual(await runner.run(actor, (ctx) => transferConversation(ctx, input)), { seq: 4 })
    assert.deepEqual(await kindsIn(conversationId), [
      ['note.added', '请看一下'],
      ['conversation.transferred', undefined],
    ])
  }
})

test('another passing on under a used id is refused, and so is one under the id of a note', async () => {
  const conversationId = await waiting()
  const input = { conversationId, clientId: aClientId(), teamId: to, agentId: null, note: 'one' }
  const noted = aClientId()
  await runner.run(agent, (ctx) => addNote(ctx, { conversationId, clientId: noted, text: 'one', mentions: [] }))
  await assert.rejects(
    runner.run(agent, (ctx) => transferConversation(ctx, { ...input, clientId: noted })),
    refusedWith('message.id_reused'),
  )
  await runner.run(agent, (ctx) => transferConversation(ctx, input))
  for (const other of [{ note: 'two' }, { note: '' }, { teamId: from }, { agentId: agent.staffId }])
    await assert.rejects(
      runner.run(agent, (ctx) => transferConversation(ctx, { ...input, ...other })),
      refusedWith('message.id_reused'),
    )
})

test('without an id it is done as often as it is asked for', async () => {
  const conversationId = await waiting()
  const admin = await anAgent(db, { role: 'admin' })
  for (const teamId of [to, from]) await runner.run(admin, (ctx) => transferConversation(ctx, { conversationId, teamId, agentId: null, note: '' }))
  assert.equal((await kindsIn(conversationId)).length, 2)
})

test('whoever does not reach it passes nothing on', async () => {
  const conversationId = await waiting()
  const stranger = await anAgent(db, { teamIds: [to] })
  await assert.rejects(
    runner.run(stranger, (ctx) => transferConversation(ctx, { conversationId, clientId: aClientId(), teamId: to, agentId: null, note: '' })),
    refusedWith('conversation.not_found'),
  )
})

test('a note carries the id it was sent under, by which its writer knows it again', async () => {
  const conversationId = await waiting()
  const clientId = aClientId()
  await runner.run(agent, (ctx) => addNote(ctx, { conversationId, clientId, text: '已核对', mentions: [] }))
  const [note] = await runner.query(SYSTEM, (ctx) => readTimeline(ctx, conversationId, { after: 2, limit: 1 }))
  assert.ok(note?.entry.type === 'note.added')
  assert.equal(note.entry.data.clientId, clientId)
})
