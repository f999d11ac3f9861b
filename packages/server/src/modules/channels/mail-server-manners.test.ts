/** Mail servers that are slow, silent or break off: what becomes of the answers, and how often the customer may get them. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { anAgent } from '../../testing/builders.ts'
import { startRudeServer } from '../../testing/rude-server.ts'
import { until } from '../../testing/settle.ts'
import { retryDelivery } from './commands/retry-delivery.ts'
import { aDeliveringDesk, MINUTE_MS } from './delivery.scenario.ts'

const desk = await aDeliveringDesk()
const { clock, mails, held, say, deliver, deliveries, told, runner } = desk
type Held = Awaited<ReturnType<typeof held>>
const standing = async ({ id }: Held): Promise<unknown[]> => (await deliveries(id)).map((row) => [row.state, row.reason, row.attempts])
const by = (...to: Parameters<typeof desk.mailTo>) => ({ ...desk.delivering, mail: desk.mailTo(...to) })

beforeEach(() => {
  mails.manners = 'take'
  mails.received.length = 0
  mails.begun = 0
})

async function anUnreadAnswer(): Promise<Held> {
  const one = await held()
  await say(one.agent, one.id, '请看')
  return one
}

test('a mail server that looks a mail through for longer than it may be silent else gets it once', async () => {
  const one = await anUnreadAnswer()
  clock.advance(5 * MINUTE_MS)
  mails.manners = 'hold'
  const delivering = deliver(by(mails.url, { silentMs: 300, takingMs: 30_000 }))
  await until('it has the mail', () => mails.received.length === 1)
  await new Promise((resolve) => setTimeout(resolve, 1000))
  mails.letGo()
  await delivering
  assert.deepEqual([await standing(one), mails.begun], [[['accepted', null, 1]], 1])
})

test('what nobody knows to have been taken is offered twice at most by itself; then a person decides', async () => {
  const one = await anUnreadAnswer()
  clock.advance(5 * MINUTE_MS)
  mails.manners = 'hold'
  const impatient = by(mails.url, { silentMs: 30_000, takingMs: 200 })
  await deliver(impatient)
  assert.deepEqual(await standing(one), [['unknown', 'outcome_unknown', 1]])
  for (let round = 0; round < 6; round += 1) {
    clock.advance(16 * MINUTE_MS)
    await deliver(impatient)
  }
  assert.deepEqual([await standing(one), mails.begun], [[['undelivered', 'outcome_unknown', 2]], 2])
  const [row] = await deliveries(one.id)
  assert.deepEqual([row?.next_attempt_at, new Set(mails.received.map(({ messageId }) => messageId)).size], [null, 1])
  assert.deepEqual(
    (await told(one.id)).map(({ entry }) => entry),
    [{ type: 'message.undelivered', data: { ofSeqs: [row?.seq], reason: 'outcome_unknown' } }],
  )
  const lead = await anAgent(desk.db, { role: 'admin' })
  await runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId: one.id, seq: row?.seq ?? 0, hasMail: true }))
  for (let round = 0; round < 3; round += 1) {
    await deliver(impatient)
    clock.advance(16 * MINUTE_MS)
  }
  assert.deepEqual([await standing(one), mails.begun], [[['undelivered', 'outcome_unknown', 3]], 3])
  mails.letGo()
})

test('a line that breaks before the content was asked for leaves no doubt: the server is away', async () => {
  const rude = await startRudeServer('RCPT')
  const one = await anUnreadAnswer()
  clock.advance(5 * MINUTE_MS)
  await deliver(by(rude.url))
  assert.deepEqual(await standing(one), [['failed', 'mail_server_away', 1]])
  await rude.stop()
})

test('found away a moment ago, it is asked all the same where a person wants it tried now', async () => {
  const silent = await startRudeServer(null)
  const one = await anUnreadAnswer()
  clock.advance(5 * MINUTE_MS)
  const hanging = by(silent.url, { silentMs: 200, takingMs: 200 })
  for (const pauseMs of [0, 30_000, 60_000, 120_000]) {
    clock.advance(pauseMs)
    await deliver(hanging)
  }
  assert.deepEqual([await standing(one), silent.taken], [[['undelivered', 'mail_server_away', 4]], 4])
  const lead = await anAgent(desk.db, { role: 'admin' })
  const [row] = await deliveries(one.id)
  await runner.run(lead, (ctx) => retryDelivery(ctx, { conversationId: one.id, seq: row?.seq ?? 0, hasMail: true }))
  await deliver(hanging)
  assert.deepEqual([await standing(one), silent.taken], [[['undelivered', 'mail_server_away', 5]], 5])
  await silent.stop()
})

test('of many mails one finds out that the server says nothing; each is tried again, and told when it is time', async () => {
  const silent = await startRudeServer(null)
  const all = [await anUnreadAnswer(), await anUnreadAnswer(), await anUnreadAnswer()]
  clock.advance(5 * MINUTE_MS)
  const hanging = by(silent.url, { silentMs: 200, takingMs: 200 })
  await deliver(hanging)
  assert.equal(silent.taken, 1)
  for (const one of all) assert.deepEqual(await standing(one), [['failed', 'mail_server_away', 1]])
  for (const pauseMs of [30_000, 60_000, 120_000]) {
    clock.advance(pauseMs)
    await deliver(hanging)
  }
  assert.equal(silent.taken, 4)
  for (const one of all) assert.deepEqual(await standing(one), [['undelivered', 'mail_server_away', 4]])
  clock.advance(240_000)
  await deliver()
  for (const one of all) assert.deepEqual(await standing(one), [['accepted', null, 5]])
  await silent.stop()
})
