import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { anAgent } from '../../../testing/builders.ts'
import { until } from '../../../testing/settle.ts'
import { aDeliveringDesk, MINUTE_MS } from '../delivery.scenario.ts'
import { lookAtUndelivered } from '../look.ts'
import { sendMail } from '../send-mail.ts'
import { retryDelivery } from './retry-delivery.ts'
import { settleDelivery } from './settle-delivery.ts'

const desk = await aDeliveringDesk()
const { clock, mails, held, say, deliver, deliveries, told, runner, db } = desk

/** An answer that a mail server has refused, and an admin. */
async function refused() {
  const { id, agent, customer } = await held()
  const seq = await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  mails.manners = 'refuse_address'
  await deliver()
  mails.manners = 'take'
  mails.received.length = 0
  return { conversationId: id, seq, customer, lead: await anAgent(db, { role: 'admin' }) }
}
/** Deliver, with `during` in the middle of each attempt to send. */
async function deliverWhile(during: () => Promise<void>): Promise<void> {
  const { mail } = desk.delivering
  await deliver({
    ...desk.delivering,
    mail: mail && {
      ...mail,
      async send(parcels) {
        await during()
        return mail.send(parcels)
      },
    },
  })
}
const isCode = (code: string) => (error: unknown) => error instanceof Error && 'code' in error && error.code === code

test('asked for, it is tried at once, and stays on the list until it is known to have arrived', async () => {
  const { conversationId, seq, lead } = await refused()
  await runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId, seq, hasMail: true }))
  assert.equal((await deliveries(conversationId))[0]?.state, 'undelivered')
  await deliver()
  assert.deepEqual([(await deliveries(conversationId))[0]?.state, mails.received.length], ['accepted', 1])
  await assert.rejects(
    runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId, seq, hasMail: true })),
    isCode('delivery.not_found'),
  )
})

test('where there is no other way, asking is refused, and nothing is changed', async () => {
  const { conversationId, seq, lead, customer } = await refused()
  const before = await deliveries(conversationId)
  await assert.rejects(
    runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId, seq, hasMail: false })),
    isCode('delivery.no_way'),
  )
  await sql`update customer set email = null where id = ${customer.customerId}`.execute(db)
  await assert.rejects(
    runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId, seq, hasMail: true })),
    isCode('delivery.no_way'),
  )
  assert.deepEqual(await deliveries(conversationId), before)
})

test('settled otherwise, by whom and why stands in the stream for staff alone, and it is tried no more', async () => {
  const { conversationId, seq, lead } = await refused()
  await runner.run(lead, (ctx) => settleDelivery(ctx, { conversationId, seq, note: '已打电话告诉客户' }))
  const last = (await told(conversationId)).at(-1)
  assert.deepEqual(
    [last?.entry, last?.content?.text, last?.customerSeq, last?.actor],
    [{ type: 'message.delivery_settled', data: { ofSeqs: [seq] } }, '已打电话告诉客户', null, { kind: 'agent', id: lead.staffId, name: lead.name }],
  )
  clock.advance(60 * MINUTE_MS)
  await deliver()
  assert.deepEqual([(await deliveries(conversationId))[0]?.state, mails.received.length], ['settled', 0])
  const again = await Promise.allSettled(
    Array.from({ length: 8 }, () => runner.run(lead, (ctx) => settleDelivery(ctx, { conversationId, seq, note: 'again' }))),
  )
  assert.ok(again.every((one) => one.status === 'rejected' && isCode('delivery.not_found')(one.reason)))
})

test('what was said to one customer is settled together: one decision of all of it that has not arrived', async () => {
  const { id, agent } = await held()
  const seqs = [await say(agent, id, '请看'), await say(agent, id, '还有一件事')]
  clock.advance(5 * MINUTE_MS)
  mails.manners = 'refuse_address'
  await deliver()
  const later = await say(agent, id, '再说一句')
  mails.manners = 'take'
  const lead = await anAgent(db, { role: 'admin' })
  const [seq = 0, ...alsoSeqs] = seqs
  await runner.run(lead, (ctx) => settleDelivery(ctx, { conversationId: id, seq, alsoSeqs: [...alsoSeqs, later], note: '已打电话告诉客户' }))
  assert.deepEqual((await told(id)).at(-1)?.entry, { type: 'message.delivery_settled', data: { ofSeqs: seqs } })
  assert.deepEqual(
    (await deliveries(id)).map((row) => [row.seq, row.state]),
    [...seqs.map((one) => [one, 'settled']), [later, 'due']],
  )
})

test('what was said to one customer and was in no mail yet goes out in one', async () => {
  const { id, agent, customer } = await held()
  const seqs = [await say(agent, id, '请看'), await say(agent, id, '还有一件事')]
  await sql`update customer set email = null where id = ${customer.customerId}`.execute(db)
  clock.advance(5 * MINUTE_MS)
  await deliver()
  assert.ok((await deliveries(id)).every((row) => row.state === 'undelivered' && row.reason === 'no_address'))
  await sql`update customer set email = 'new@example.cn' where id = ${customer.customerId}`.execute(db)
  await sql`update delivery set mail_id = null, channel = 'web', reason = 'no_mail_channel' where conversation_id = ${id}`.execute(db)
  mails.received.length = 0
  const lead = await anAgent(db, { role: 'admin' })
  await runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId: id, seq: seqs[0] ?? 0, alsoSeqs: seqs.slice(1), hasMail: true }))
  await deliver()
  assert.deepEqual([(await deliveries(id)).map((row) => row.state), mails.received.length], [['accepted', 'accepted'], 1])
})

test('eight leads settle one answer at once: one decision is on record', async () => {
  const { conversationId, seq, lead } = await refused()
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => runner.run(lead, (ctx) => settleDelivery(ctx, { conversationId, seq, note: 'called' }))))
  assert.equal(all.filter((one) => one.status === 'fulfilled').length, 1)
  assert.equal((await told(conversationId)).filter(({ entry }) => entry.type === 'message.delivery_settled').length, 1)
})

test('beyond one’s reach it does not exist', async () => {
  const { conversationId, seq } = await refused()
  const stranger = await anAgent(db, { role: 'lead' })
  await assert.rejects(
    runner.run(stranger, (ctx) => retryDelivery(ctx, { conversationId, seq, hasMail: true })),
    isCode('conversation.not_found'),
  )
  await assert.rejects(
    runner.run(stranger, (ctx) => settleDelivery(ctx, { conversationId, seq, note: 'x' })),
    isCode('conversation.not_found'),
  )
})

test('settled while a mail is under way: if that arrives, this is what is true', async () => {
  const { conversationId, seq, lead } = await refused()
  await runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId, seq, hasMail: true }))
  await deliverWhile(() => runner.run(lead, (ctx) => settleDelivery(ctx, { conversationId, seq, note: 'called' })))
  assert.equal((await deliveries(conversationId))[0]?.state, 'accepted')
  assert.equal((await told(conversationId)).at(-1)?.entry.type, 'message.mailed')
})

test('asked for again while a mail is under way, no second one goes out', async () => {
  const { conversationId, seq, lead } = await refused()
  const ask = () => runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId, seq, hasMail: true }))
  await ask()
  await deliverWhile(async () => {
    await ask()
    for (const { mail_id: mailId } of await deliveries(conversationId)) await sendMail(desk.delivering, { mailId: mailId ?? '' })
  })
  assert.deepEqual([(await deliveries(conversationId))[0]?.state, mails.received.length], ['accepted', 1])
})

test('an address that turns up while a mail is under way starts no second one', async () => {
  const { conversationId, seq, customer, lead } = await refused()
  await sql`update delivery set reason = 'no_address' where conversation_id = ${conversationId}`.execute(db)
  await sql`update customer set email = 'new@example.cn' where id = ${customer.customerId}`.execute(db)
  await runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId, seq, hasMail: true }))
  const [{ mailId } = { mailId: '' }] = await desk.mailJobs()
  mails.manners = 'hold'
  const sending = sendMail(desk.delivering, { mailId })
  await until('a mail is in hand', () => mails.received.length > 0)
  await lookAtUndelivered(desk.delivering, null)
  assert.equal((await deliveries(conversationId))[0]?.state, 'undelivered')
  mails.manners = 'take'
  mails.letGo()
  await sending
  assert.deepEqual([(await deliveries(conversationId))[0]?.state, mails.received.length], ['accepted', 1])
})
