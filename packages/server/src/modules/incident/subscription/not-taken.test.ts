/** Mails to subscribers that are not taken: who keeps his subscription, and what is tried again. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { decodedHeader, headerOf } from '../../../testing/mail-server.ts'
import { subscribedDesk } from './subscription.scenario.ts'

const desk = await subscribedDesk()
const { clock, mails, react, work, ask, subscribers, subscribe, waiting, open, say, end } = desk
const MINUTE_MS = 60_000
const recipients = (): string[] => mails.received.flatMap(({ to }) => to).sort()

beforeEach(async () => {
  mails.manners = 'take'
  mails.received.length = 0
  mails.begun = 0
  mails.nobodyAt.clear()
  mails.barredFrom.clear()
  await sql`delete from incident_subscriber`.execute(desk.db)
  await sql`delete from rate_window`.execute(desk.db)
  await sql`delete from graphile_worker._private_jobs`.execute(desk.db)
})

/** One incident from its beginning to its end, each thing said of it mailed. */
async function wholeIncident(): Promise<void> {
  const id = await open()
  for (const next of [() => say(id), () => end(id), () => Promise.resolve()]) {
    await react()
    await work()
    await next()
  }
}
const addresses = async (): Promise<string[]> => (await subscribers()).map(({ email }) => email)

test('what nobody knows to have been taken is offered twice at most, and costs nobody his subscription', async () => {
  await subscribe('chen@example.cn')
  mails.manners = 'hold'
  const impatient = desk.workerOf(mails.url, { silentMs: 30_000, takingMs: 200 })
  await open()
  await react(impatient)
  for (let round = 0; round < 4; round += 1) {
    await work(impatient)
    clock.advance(16 * MINUTE_MS)
    await impatient.lookAfter()
  }
  assert.deepEqual([mails.begun, await waiting(), await addresses()], [2, 0, ['chen@example.cn']])
  assert.equal(new Set(mails.received.map((mail) => mail.messageId)).size, 1)
  await ask('li@example.cn')
  await work(impatient)
  assert.equal(mails.begun, 3, 'who misses a confirmation asks again')
  mails.letGo()
})

test('one address that is refused harms no other; refused of three incidents on three days it leaves', async () => {
  await subscribe('gone@example.cn')
  clock.advance(1)
  await subscribe('chen@example.cn')
  mails.nobodyAt.add('gone@example.cn')
  for (const hours of [1, 24, 24]) {
    await wholeIncident()
    assert.deepEqual(await addresses(), ['gone@example.cn', 'chen@example.cn'])
    clock.advance(hours * 60 * MINUTE_MS)
  }
  await wholeIncident()
  assert.deepEqual(
    recipients(),
    Array.from({ length: 12 }, () => 'chen@example.cn'),
  )
  assert.deepEqual(await addresses(), ['chen@example.cn'])
  assert.equal(await waiting(), 0)
})

test('refusals of one incident, however long, do not add up; nor does what was refused before a mail was taken', async () => {
  await subscribe('chen@example.cn')
  mails.manners = 'refuse_address'
  const id = await open()
  for (let day = 0; day < 5; day += 1) {
    await react()
    await work()
    clock.advance(25 * 60 * MINUTE_MS)
    await say(id)
  }
  clock.advance(25 * 60 * MINUTE_MS)
  await wholeIncident()
  assert.deepEqual(await addresses(), ['chen@example.cn'])
  clock.advance(25 * 60 * MINUTE_MS)
  mails.manners = 'take'
  await wholeIncident()
  mails.manners = 'refuse_address'
  for (const _ of [1, 2]) {
    clock.advance(25 * 60 * MINUTE_MS)
    await wholeIncident()
  }
  assert.deepEqual(await addresses(), ['chen@example.cn'])
})

test('a mail server that refuses us at the recipient costs nobody his subscription: it is asked again, few at a time', async () => {
  for (let index = 0; index < 12; index += 1) await subscribe(`person${index}@example.cn`)
  mails.manners = 'refuse_us'
  await wholeIncident()
  assert.deepEqual([(await addresses()).length, await waiting(), mails.received.length], [12, 36, 0])
  mails.manners = 'take'
  clock.advance(MINUTE_MS)
  await desk.worker.lookAfter()
  await work()
  assert.deepEqual([mails.received.length, await waiting()], [36, 0])
})

test('one address to which we may not write harms no other', async () => {
  await subscribe('barred@example.cn')
  clock.advance(1)
  await subscribe('chen@example.cn')
  mails.barredFrom.add('barred@example.cn')
  await open()
  await react()
  await work()
  assert.deepEqual([recipients(), await waiting(), await addresses()], [['chen@example.cn'], 1, ['barred@example.cn', 'chen@example.cn']])
})

test('what could not be mailed while it was so is not told after what came of it: each hears it in order, as soon as there is news', async () => {
  await subscribe('chen@example.cn')
  clock.advance(1)
  await subscribe('kim@example.com', 'en')
  mails.barredFrom.add('kim@example.com')
  const id = await open()
  await react()
  await work()
  for (let attempts = 1; attempts < 5; attempts += 1) {
    clock.advance(16 * MINUTE_MS)
    await desk.worker.lookAfter()
    await work()
  }
  mails.barredFrom.clear()
  clock.advance(MINUTE_MS)
  await end(id)
  await react()
  await desk.worker.lookAfter()
  for (let round = 0; round < 2; round += 1) await work()
  const subjects = mails.received.filter(({ to }) => to.includes('kim@example.com')).map(({ raw }) => decodedHeader(headerOf(raw, 'Subject')))
  assert.deepEqual(
    subjects,
    ['Investigating', 'Resolved'].map((state) => `Yunhe Wallet service status: Top-ups are slow (${state})`),
  )
  assert.equal(await waiting(), 0)
})
