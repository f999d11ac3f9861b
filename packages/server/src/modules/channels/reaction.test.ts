import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aConversation, aCustomer, aServer } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { deliveryReaction } from './reaction.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)

test('an answer that comes twice, the second time beside a new one, is noted once', async () => {
  const { customerId } = await aCustomer(db)
  const customer = { kind: 'customer' as const, customerId, signedIn: true }
  const { id } = await aConversation(runner, customer)
  const answerAt = (seq: number) => ({
    streamId: id,
    seq,
    customerSeq: seq,
    customerId,
    type: 'message.posted',
    actor: { kind: 'bot' as const, name: '小助手' },
    at: new Date(),
    data: { clientId: null, attachmentIds: [], answer: { kind: 'unsure' } },
  })
  const { handle } = deliveryReaction({ runner, afterMinutes: 5 })
  await handle([answerAt(2)])
  await handle([answerAt(2), answerAt(3)])
  const { rows } = await sql<{ seq: number }>`select seq from delivery where conversation_id = ${id} order by seq`.execute(db)
  assert.deepEqual(
    rows.map((row) => row.seq),
    [2, 3],
  )
})
