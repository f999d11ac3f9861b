import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import { aClientId, aConversation, aCustomer, aServer, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { createVisitor } from '../customer/api.ts'
import { joinAndMove } from '../intake/commands/join-visitor.ts'

const { db } = await testDatabase()
const server = await aServer(db)
const { run } = server.runner

test('what a visitor is owed, and was, is the customer’s he turns out to be; nobody else’s moves', async () => {
  const [customer, stranger] = [await aCustomer(db), await aCustomer(db)]
  const { deviceSecret } = await run(SYSTEM, (ctx) => createVisitor(ctx, { language: 'zh-CN', address: '203.0.113.9' }))
  const { rows } = await sql<{ id: CustomerId }>`select customer_id as id from visitor_device order by created_at desc limit 1`.execute(db)
  const visitor: CustomerActor = { kind: 'customer', customerId: rows[0]?.id ?? assert.fail('no visitor'), signedIn: false }
  for (const who of [visitor, stranger]) {
    const { id } = await aConversation(server.runner, who)
    await server.post(who, { conversationId: id, clientId: aClientId(), text: '在吗', attachmentIds: [], followUp: 'nothing' })
  }
  const owedTo = async () =>
    (
      await sql<{ id: CustomerId }>`select o.customer_id as id from obligation o join conversation c on c.id = o.conversation_id order by c.reference`.execute(
        db,
      )
    ).rows.map(({ id }) => id)
  assert.deepEqual(await owedTo(), [visitor.customerId, stranger.customerId])
  await run(customer, (ctx) => joinAndMove(ctx, { actor: customer, deviceSecret }))
  assert.deepEqual(await owedTo(), [customer.customerId, stranger.customerId])
})
