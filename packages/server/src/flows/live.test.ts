/** The live line on two servers over one database without a message bus: resuming, slow readers, long-poll. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { CustomerEntry, StaffEntry } from '@yingda/protocol/entries/views.ts'
import { CLOSE } from '@yingda/protocol/realtime.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import { aClientId, aServer, aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { systemClock } from '../platform/clock.ts'
import { aColleague, aKnownCustomer, walletToken, withToken, type Caller } from './callers.ts'
import { aDesk } from './desk.ts'
import { called, type Line } from './line.ts'
import { ok, say, started } from './talk.ts'

const database = await testDatabase()
const { db } = database
const [near, far] = [await aDesk(database, { env: { ROLES: 'api,gateway' } }), await aDesk(database, { env: { ROLES: 'api,gateway' } })]
await Promise.all([near.start(), far.start()])
const writer = await aServer(db, { ...systemClock, set: () => {}, advance: () => {} })
before(() => aTeam(db))

const entriesOf = (line: Line): (CustomerEntry | StaffEntry)[] => line.frames.flatMap((frame) => (frame.t === 'entries' ? [...frame.entries] : []))
const seqsOf = (line: Line): number[] => entriesOf(line).map((entry) => entry.seq)
const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index)

async function subscribed(desk: typeof near, who: Caller, id: ConversationId, after: number): Promise<Line> {
  const line = await called(desk, who)
  line.say({ t: 'subscribe', stream: `conversation:${id}`, after })
  await line.next('live', undefined, 20_000)
  return line
}

/** How many sockets of customers this server says it has. */
async function openSockets(desk: typeof near): Promise<number> {
  const measured = await (await fetch(`${desk.origin()}/metrics`)).text()
  return Number(/^yingda_sockets\{side="customer"\} (\d+)$/m.exec(measured)?.[1] ?? Number.NaN)
}

/** Many messages of a customer, written as a server writes them. */
async function write(id: ConversationId, who: Caller, count: number, text: (index: number) => string): Promise<void> {
  const line = await called(near, who)
  const customerId = line.frames.flatMap((frame) => (frame.t === 'hello' ? [frame.you.id] : []))[0] as CustomerId // as the server told it
  line.hangUp()
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      writer.post(
        { kind: 'customer', customerId, signedIn: true },
        { conversationId: id, clientId: aClientId(), text: text(index), attachmentIds: [], followUp: 'nothing' },
      ),
    ),
  )
}

async function pages(who: Caller, id: ConversationId, after = 0): Promise<CustomerEntry[]> {
  const all: CustomerEntry[] = []
  for (;;) {
    const { body } = ok(await who.get(`/conversations/${id}/entries?after=${all.at(-1)?.seq ?? after}&limit=500`))
    all.push(...body.entries)
    if (body.entries.length === 0 || all.at(-1)?.seq === body.lastSeq) return all
  }
}

test('what is written on one server is on the other’s sockets within a second', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'payment', 'hello')
  const line = await subscribed(far, customer, id, 0)
  const at = performance.now()
  ok(await say(customer, id, 'from the other server'))
  await line.next('entries', (frame) => frame.entries.some((entry) => entry.seq === 3), 2000)
  assert.ok(performance.now() - at < 1000, `${performance.now() - at} ms`)
})

test('after a second away, on another server, exactly what was missed comes, once', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'payment', 'one')
  const first = await subscribed(near, customer, id, 0)
  assert.deepEqual(seqsOf(first), [1, 2])
  first.hangUp()
  for (const text of ['two', 'three']) ok(await say(customer, id, text))
  const again = await subscribed(far, customer, id, 2)
  ok(await say(customer, id, 'four'))
  await until('the live one', () => seqsOf(again).length >= 3)
  assert.deepEqual(seqsOf(again), [3, 4, 5])
})

test('after a week and five thousand entries, all of it comes, in order, the same as by HTTP', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'payment', 'first')
  await write(id, customer, 5000, (index) => `message ${index}`)
  const line = await subscribed(far, customer, id, 3)
  assert.deepEqual(seqsOf(line), from(4, 5002))
  assert.deepEqual(entriesOf(line), await pages(customer, id, 3))
  const staff = await aColleague(near, { role: 'admin' })
  const colleague = await subscribed(far, staff, id, 5000)
  assert.deepEqual(seqsOf(colleague), [5001, 5002])
})

test('a cursor from the future is answered with reset, and starting afresh with everything', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'payment', 'one')
  const line = await called(near, customer)
  line.say({ t: 'subscribe', stream: `conversation:${id}`, after: 900 })
  await line.next('reset')
  line.say({ t: 'subscribe', stream: `conversation:${id}`, after: 0 })
  await line.next('live')
  assert.deepEqual(seqsOf(line), [1, 2])
})

test('subscribing while others write gives each entry once, whatever the moment', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'payment', 'one')
  const writing = write(id, customer, 400, (index) => `during ${index}`)
  const lines = await Promise.all(Array.from({ length: 6 }, (_, index) => subscribed(index % 2 === 0 ? near : far, customer, id, index % 3)))
  await writing
  for (const [index, line] of lines.entries()) {
    await until(`line ${index} to have everything`, () => seqsOf(line).at(-1) === 402)
    assert.deepEqual(seqsOf(line), from((index % 3) + 1, 402))
  }
})

test('a reader that is stuck is cut off, comes back, and has missed nothing', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'payment', 'one')
  const stuck = await subscribed(near, customer, id, 0)
  const healthy = await subscribed(near, customer, id, 0)
  const open = await openSockets(near)
  stuck.socket.pause()
  await write(id, customer, 900, (index) => `${index} ${'字'.repeat(4000)}`)
  await until('the healthy one to have everything', () => seqsOf(healthy).at(-1) === 902, { withinMs: 30_000 })
  await until('the server has let go of the stuck one', async () => (await openSockets(near)) < open)
  stuck.socket.resume()
  const code = await stuck.closed(20_000)
  assert.ok(code === CLOSE.slow || code === 1006, `closed with ${code}`)
  const held = seqsOf(stuck)
  assert.ok(held.length < 902, 'it was never behind')
  assert.deepEqual(held, from(1, held.length), 'what it had was without a gap')
  const again = await subscribed(far, customer, id, held.length)
  assert.deepEqual([...held, ...seqsOf(again)], from(1, 902))
})

test('long-poll hears the same as a socket, entry for entry, and waits only as long as it was told', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'payment', 'one')
  const line = await subscribed(near, customer, id, 0)
  const polled: CustomerEntry[] = []
  const poll = async (waitMs: number): Promise<number> => {
    const response = await fetch(`${far.origin()}/api/customer/conversations/${id}/entries?after=${polled.at(-1)?.seq ?? 0}&waitMs=${waitMs}`, {
      headers: customer.headers,
    })
    const { entries } = (await response.json()) as { entries: CustomerEntry[] } // as the contract says
    polled.push(...entries)
    return entries.length
  }
  const polling = (async () => {
    while (polled.at(-1)?.seq !== 12) await poll(10_000)
  })()
  for (let index = 0; index < 10; index += 1) ok(await say(customer, id, `word ${index}`))
  await polling
  await until('the socket to have it too', () => seqsOf(line).at(-1) === 12)
  assert.deepEqual(polled, entriesOf(line))
  const at = performance.now()
  assert.equal(await poll(700), 0)
  const waited = performance.now() - at
  assert.ok(waited >= 690 && waited < 3000, `${waited} ms`)
})

test('a token is renewed over the socket; one that is not renewed ends it when it expires', async () => {
  const sub = 'w-renews'
  const expiresAt = Math.floor(Date.now() / 1000) + 4
  const short = withToken(near, await walletToken({ sub, expiresAt }))
  const [renewing, lapsing] = [await called(near, short), await called(near, short)]
  renewing.say({ t: 'renew', token: await walletToken({ sub }) })
  const renewed = await renewing.next('renewed')
  assert.ok(Date.parse(renewed.expiresAt) > Date.now() + 60_000)
  assert.equal(await lapsing.closed(10_000), CLOSE.expired)
  renewing.say({ t: 'ping' })
  await renewing.next('pong')
})
