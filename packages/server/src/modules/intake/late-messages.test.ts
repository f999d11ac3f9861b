import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import { Refused } from '../../platform/refused.ts'
import { aClientId, aConversation, aCustomer, aServer, aTeam, letEnd } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { intakePorts } from './api.ts'

const { db } = await testDatabase()
const plenty = { most: 100_000, windowSeconds: 60 }
const limits = {
  conversations: { name: 'c', ...plenty },
  messages: { name: 'm', ...plenty },
  handovers: { name: 'h', ...plenty },
  uploads: { name: 'u', ...plenty },
  visitors: { name: 'v', ...plenty },
  sockets: 3,
  addressFactor: 100,
}
const clock = fixedClock()
const nodes = await Promise.all([aServer(db, clock), aServer(db, clock)])
const intakes = nodes.map(({ runner }) => intakePorts({ runner, hot: runner, wallet: null, limits }))
const [{ runner } = assert.fail()] = nodes
await aTeam(db)

async function anEndedConversation(): Promise<{ actor: CustomerActor; id: ConversationId }> {
  const actor = await aCustomer(db)
  const { id } = await aConversation(runner, actor, { status: 'resolved' })
  await sql`update conversation set resolved_at = resolved_at - interval '80 hours' where id = ${id}`.execute(db)
  return { actor, id }
}

const say = (node: number, actor: CustomerActor, conversationId: ConversationId, text: string, clientId = aClientId()) =>
  (intakes[node] ?? assert.fail()).deliver(actor, { conversationId, clientId, text, attachmentIds: [] }, '192.0.2.1')

test('all that comes late to one ended conversation goes into one that follows it, from whichever node', async () => {
  const { actor, id } = await anEndedConversation()
  const delivered = await Promise.all(Array.from({ length: 8 }, (_, index) => say(index % 2, actor, id, `第 ${index} 句`)))
  const followers = new Set(delivered.map((one) => one.conversationId))
  assert.equal(followers.size, 1)
  assert.ok(!followers.has(id))
  const { rows } = await sql`select from conversation where previous_id = ${id}`.execute(db)
  assert.equal(rows.length, 1)
})

test('a late message that is sent again is found where it went, though that has ended as well', async () => {
  const { actor, id } = await anEndedConversation()
  const clientId = aClientId()
  const first = await say(0, actor, id, '还在吗', clientId)
  await letEnd(db, first.conversationId, 'closed')
  assert.deepEqual(await say(1, actor, id, '还在吗', clientId), first)
  const later = await say(1, actor, id, '再问一句')
  assert.notEqual(later.conversationId, first.conversationId)
})

test('a visitor who has signed in meanwhile opens nothing that nobody could come back to', async () => {
  const visitor = await aCustomer(db, { signedIn: false })
  const known = await aCustomer(db)
  await sql`update customer set joined_into = ${known.customerId} where id = ${visitor.customerId}`.execute(db)
  await assert.rejects(aConversation(runner, visitor), (error) => error instanceof Refused && error.code === 'auth.invalid_token')
})
