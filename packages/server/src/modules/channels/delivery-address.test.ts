/** Which address an answer goes to, where there is one, there is none, or there comes to be one. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { aCustomer } from '../../testing/builders.ts'
import { moveConversations } from '../conversation/api.ts'
import { aDeliveringDesk, MINUTE_MS } from './delivery.scenario.ts'

const desk = await aDeliveringDesk()
const { clock, mails, held, say, mark, deliver, deliveries, told, runner } = desk
const statesOf = async (id: Parameters<typeof deliveries>[0]): Promise<string[]> => (await deliveries(id)).map((row) => row.state)
beforeEach(() => {
  mails.manners = 'take'
  mails.received.length = 0
  mails.begun = 0
})

test('what lies unread on the customer’s device is mailed where that can be, and where not it is left to him', async () => {
  const one = await held()
  const other = await held({ email: null })
  for (const { id, agent } of [one, other]) {
    await say(agent, id, '请看')
    await mark(id, { delivered: 99, read: 0 })
  }
  clock.advance(5 * MINUTE_MS)
  await deliver()
  assert.deepEqual([await statesOf(one.id), await statesOf(other.id)], [['accepted'], ['reached']])
  assert.deepEqual(await told(other.id), [])
})

test('nobody knows an address: undelivered, until the wallet names one', async () => {
  const { id, agent, customer } = await held({ email: null })
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  await deliver()
  assert.deepEqual(
    (await deliveries(id)).map((row) => [row.state, row.reason]),
    [['undelivered', 'no_address']],
  )
  await deliver()
  await sql`update customer set email = 'new@example.cn' where id = ${customer.customerId}`.execute(desk.db)
  await deliver()
  assert.deepEqual([mails.received.map((mail) => mail.to), await statesOf(id)], [[['new@example.cn']], ['accepted']])
})

test('what is on its way to a visitor goes to the address of the customer he turns out to be', async () => {
  const { id, agent, customer } = await held({ email: null })
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  await deliver()
  assert.deepEqual(await statesOf(id), ['undelivered'])
  const known = await aCustomer(desk.db)
  await sql`update customer set email = 'known@example.cn' where id = ${known.customerId}`.execute(desk.db)
  await runner.run(known, (ctx) => moveConversations(ctx, { fromId: customer.customerId, toId: known.customerId }))
  await desk.noted()
  await deliver()
  assert.deepEqual([mails.received.map((mail) => mail.to), await statesOf(id)], [[['known@example.cn']], ['accepted']])
})
