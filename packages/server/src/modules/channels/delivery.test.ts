import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { decodedHeader, headerOf } from '../../testing/mail-server.ts'
import { anAgent, SYSTEM } from '../../testing/builders.ts'
import { until } from '../../testing/settle.ts'
import { life, redactEntry } from '../conversation/api.ts'
import { aDeliveringDesk, MINUTE_MS } from './delivery.scenario.ts'
import { isMailHeldUp } from './held-up.ts'
import { lookAtWeb } from './look.ts'
import { sendMail } from './send-mail.ts'

const desk = await aDeliveringDesk()
const { clock, mails, held, say, mark, deliver, deliveries, told, runner } = desk
const statesOf = async (id: Parameters<typeof deliveries>[0]): Promise<string[]> => (await deliveries(id)).map((row) => row.state)
beforeEach(() => {
  mails.manners = 'take'
  mails.received.length = 0
  mails.begun = 0
})

test('an answer that stays unread goes out by mail after five minutes, and the agents are told', async () => {
  const { id, agent } = await held()
  const seq = await say(agent, id, '您好，钱已经退回。')
  clock.advance(4 * MINUTE_MS)
  await deliver()
  assert.equal(mails.begun, 0)
  clock.advance(MINUTE_MS)
  await deliver()
  const [mail] = mails.received
  assert.ok(mail)
  assert.deepEqual([mail.from, mail.to], ['desk@wallet.example', ['chen@example.cn']])
  assert.match(decodedHeader(headerOf(mail.raw, 'Subject')), /^云禾钱包：您的问题有新答复（C-\d+）$/)
  assert.deepEqual(await statesOf(id), ['accepted'])
  assert.deepEqual(
    (await told(id)).map(({ entry, customerSeq }) => [entry, customerSeq]),
    [[{ type: 'message.mailed', data: { ofSeqs: [seq] } }, null]],
  )
  await deliver()
  assert.equal(mails.begun, 1)
})

test('what is read on the web in time, and what the customer says, goes nowhere and leaves nothing behind', async () => {
  const { id, agent, customer } = await held()
  await say(customer, id, '我的退款呢')
  await say(agent, id, '在查')
  await mark(id, { delivered: 99, read: 99 })
  clock.advance(5 * MINUTE_MS)
  await deliver()
  assert.deepEqual([mails.begun, await statesOf(id)], [0, []])
})

test('who has written since has seen what stood above, though no device says so; what is said afterwards goes out', async () => {
  const { id, agent, customer } = await held()
  await say(agent, id, '请问是哪一天付的？')
  clock.advance(MINUTE_MS)
  await say(customer, id, '昨天下午')
  const seq = await say(agent, id, '好的，已经退回。')
  clock.advance(4 * MINUTE_MS)
  await deliver()
  assert.equal(mails.begun, 0)
  clock.advance(MINUTE_MS)
  await deliver()
  assert.deepEqual(
    (await told(id)).map(({ entry }) => entry),
    [{ type: 'message.mailed', data: { ofSeqs: [seq] } }],
  )
})

test('several unread answers make one mail, the youngest taken along', async () => {
  const { id, agent } = await held()
  await say(agent, id, '第一句')
  clock.advance(4 * MINUTE_MS)
  await say(agent, id, '第二句')
  clock.advance(MINUTE_MS)
  await deliver()
  assert.equal(mails.received.length, 1)
  clock.advance(10 * MINUTE_MS)
  await deliver()
  assert.equal(mails.begun, 1)
  assert.deepEqual(await statesOf(id), ['accepted', 'accepted'])
})

test('a mail server that says later is asked again after growing pauses, with the same mail', async () => {
  const { id, agent } = await held()
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  mails.manners = 'put_off'
  await deliver()
  const [first] = await deliveries(id)
  assert.deepEqual([first?.state, first?.reason, first?.next_attempt_at?.getTime()], ['failed', 'mail_put_off', clock.now().getTime() + 30_000])
  clock.advance(29_000)
  await deliver()
  assert.equal(mails.begun, 1)
  clock.advance(1000)
  await deliver()
  assert.equal((await deliveries(id))[0]?.next_attempt_at?.getTime(), clock.now().getTime() + 60_000)
  mails.manners = 'take'
  clock.advance(60_000)
  await deliver()
  assert.deepEqual([mails.begun, mails.received.length, await statesOf(id)], [3, 1, ['accepted']])
  assert.equal(mails.received[0]?.messageId, `<${first?.mail_id}@wallet.example>`)
})

test('a refused address is not tried again: it is undelivered, the agents are told why, and the customer’s stream is not', async () => {
  const { id, agent } = await held()
  const seq = await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  mails.manners = 'refuse_address'
  await deliver()
  clock.advance(60 * MINUTE_MS)
  mails.manners = 'take'
  await deliver()
  const [row] = await deliveries(id)
  assert.deepEqual([row?.state, row?.reason, row?.next_attempt_at, mails.begun], ['undelivered', 'address_refused', null, 0])
  assert.deepEqual(
    (await told(id)).map(({ entry, customerSeq }) => [entry, customerSeq]),
    [[{ type: 'message.undelivered', data: { ofSeqs: [seq], reason: 'address_refused' } }, null]],
  )
})

test('a mail server that refuses us at the recipient says nothing of the address: it is asked again, held up meanwhile, and listed after four attempts', async () => {
  const { id, agent } = await held()
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  mails.manners = 'refuse_us'
  for (const pauseMs of [30_000, 60_000, 120_000, 240_000]) {
    await deliver()
    assert.equal(await runner.query(SYSTEM, isMailHeldUp), true)
    clock.advance(pauseMs)
  }
  const [row] = await deliveries(id)
  assert.deepEqual([row?.state, row?.reason, row?.attempts, row?.next_attempt_at !== null], ['undelivered', 'mail_server_refuses_us', 4, true])
  mails.manners = 'take'
  await deliver()
  assert.deepEqual([await statesOf(id), mails.received.length, await runner.query(SYSTEM, isMailHeldUp)], [['accepted'], 1, false])
})

test('a line that breaks after the mail leaves an unknown outcome: the same mail is offered again, and told once', async () => {
  const { id, agent } = await held()
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  mails.manners = 'cut'
  await deliver()
  const [row] = await deliveries(id)
  assert.deepEqual([row?.state, row?.reason], ['unknown', 'outcome_unknown'])
  mails.manners = 'take'
  clock.advance(30_000)
  await deliver()
  assert.deepEqual(await statesOf(id), ['accepted'])
  assert.equal(mails.received.length, 2)
  assert.equal(new Set(mails.received.map((mail) => mail.messageId)).size, 1)
  assert.equal((await told(id)).length, 1)
})

test('of eight workers with the same job one sends', async () => {
  const { id, agent } = await held()
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  mails.manners = 'hold'
  await Promise.all(Array.from({ length: 8 }, () => lookAtWeb(desk.delivering)))
  const [job, ...more] = await desk.mailJobs()
  assert.ok(job !== undefined && more.length === 0)
  const sending = Array.from({ length: 8 }, () => sendMail(desk.delivering, job))
  await until('a mail is in hand', () => mails.received.length > 0)
  mails.letGo()
  await Promise.all(sending)
  assert.deepEqual([mails.begun, await statesOf(id)], [1, ['accepted']])
  assert.equal((await told(id)).length, 1)
})

test('with neither web nor mail server it is told after four attempts, tried on, and off the list when one is back', async () => {
  const { id, agent } = await held()
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  const dead = { ...desk.delivering, mail: desk.mailTo('smtp://127.0.0.1:9') }
  const seen: string[] = []
  for (const pauseMs of [30_000, 60_000, 120_000, 240_000, 480_000]) {
    await deliver(dead)
    seen.push(...(await statesOf(id)))
    clock.advance(pauseMs)
  }
  assert.deepEqual(seen, ['failed', 'failed', 'failed', 'undelivered', 'undelivered'])
  assert.deepEqual(
    (await told(id)).map(({ entry }) => entry.type),
    ['message.undelivered'],
  )
  await deliver()
  assert.deepEqual(await statesOf(id), ['accepted'])
  assert.deepEqual(
    (await told(id)).map(({ entry }) => entry.type),
    ['message.undelivered', 'message.mailed'],
  )
})

test('where no mail is set up it says so; what the customer then sees after all leaves the list', async () => {
  const { id, agent } = await held()
  const seq = await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  const without = { ...desk.delivering, mail: null }
  await deliver(without)
  const [row] = await deliveries(id)
  assert.deepEqual([row?.state, row?.reason], ['undelivered', 'no_mail_channel'])
  await mark(id, { delivered: row?.customer_seq ?? 0, read: 0 })
  await deliver(without)
  assert.deepEqual(await statesOf(id), ['reached'])
  assert.deepEqual(
    (await told(id)).map(({ entry }) => entry),
    [{ type: 'message.undelivered', data: { ofSeqs: [seq], reason: 'no_mail_channel' } }],
  )
})

test('what is redacted goes nowhere any more, and of a restricted conversation no words go', async () => {
  const { id, agent } = await held()
  const seq = await say(agent, id, '写错了')
  const lead = await anAgent(desk.db, { role: 'admin' })
  await runner.run(lead, (ctx) => redactEntry(ctx, { conversationId: id, seq, reason: 'wrong' }))
  await desk.noted()
  const secret = await held()
  await say(secret.agent, secret.id, '卡已经停用')
  await runner.run(SYSTEM, (ctx) => life.restrictConversation(ctx, { conversationId: secret.id, restricted: true }))
  clock.advance(5 * MINUTE_MS)
  await deliver()
  assert.deepEqual([await statesOf(id), mails.received.length], [[], 1])
  assert.ok(!Buffer.from(mails.received[0]?.raw ?? '').includes('卡已经停用'))
})
