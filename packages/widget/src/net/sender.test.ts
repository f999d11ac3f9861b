import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeTime } from '../../testing/fake-time.ts'
import { enqueue, type Outbox, type OutboxItem } from '../state/outbox.ts'
import { createSender } from './sender.ts'
import { Refusal, Unreachable } from './wire.ts'

function setUp(answer: (item: OutboxItem, attempt: number) => Promise<void>) {
  const time = fakeTime()
  let outbox: Outbox = []
  let online = true
  const tried: string[] = []
  const crowded: (number | null)[] = []
  const limited: (number | null)[] = []
  const refusedWith: string[] = []
  const sender = createSender({
    read: () => outbox,
    write: (next) => void (outbox = next),
    async perform(item) {
      tried.push(item.clientId)
      await answer(item, tried.filter((id) => id === item.clientId).length)
      return { conversationId: item.thread }
    },
    online: () => online,
    onPutOff({ crowdedUntil, limitedUntil }) {
      crowded.push(crowdedUntil)
      limited.push(limitedUntil)
    },
    onRefused: (item, { code }) => void refusedWith.push(`${item.clientId} ${code}`),
    onAccepted: () => {},
    timers: time.timers,
    now: time.now,
    random: () => 1,
  })
  return {
    time,
    sender,
    tried,
    crowded,
    limited,
    refusedWith,
    outbox: () => outbox,
    goOnline: (now: boolean) => void (online = now),
    put(...ids: string[]) {
      for (const clientId of ids) outbox = enqueue(outbox, { clientId, thread: 'c', at: '', act: { type: 'message', text: clientId, attachments: [] } })
      sender.pump()
    },
  }
}

test('written offline, sent on return: in order, each once', async () => {
  const { time, tried, put, sender, goOnline } = setUp(() => Promise.resolve())
  goOnline(false)
  put('a', 'b', 'c')
  await time.pass(60_000)
  assert.deepEqual(tried, [])
  goOnline(true)
  sender.pump()
  await time.settle()
  assert.deepEqual(tried, ['a', 'b', 'c'])
})

test('without an answer the same one is tried again, later each time, and nothing overtakes it', async () => {
  const { time, tried, put, outbox } = setUp((item, attempt) =>
    item.clientId === 'a' && attempt < 4 ? Promise.reject(new Unreachable('x')) : Promise.resolve(),
  )
  put('a', 'b')
  await time.pass(900)
  assert.deepEqual(tried, ['a'])
  await time.pass(100)
  assert.deepEqual(tried, ['a', 'a'])
  await time.pass(2000)
  assert.equal(outbox()[0]?.status, 'waiting', 'after three tries as after one: it goes by itself')
  await time.pass(4000)
  assert.deepEqual(tried, ['a', 'a', 'a', 'a', 'b'])
})

test('a busy server and a stale token are waited out; any other refusal is final', async () => {
  for (const [status, isFinal] of [
    [503, false],
    [429, false],
    [401, false],
    [409, true],
    [422, true],
    [404, true],
  ] as const) {
    const { time, tried, put, outbox } = setUp((_item, attempt) =>
      attempt === 1 ? Promise.reject(new Refusal(status, { code: 'x', message: 'no' })) : Promise.resolve(),
    )
    put('a')
    await time.pass(1500)
    assert.equal(tried.length, isFinal ? 1 : 2, `status ${status}`)
    assert.equal(outbox()[0]?.status, isFinal ? 'failed' : 'sent', `status ${status}`)
  }
})

test('an answer to a former person is nobody’s', async () => {
  let finish = () => {}
  const { time, put, sender, outbox } = setUp(() => new Promise<void>((resolve) => void (finish = resolve)))
  put('a')
  await time.settle()
  sender.changeOwner()
  finish()
  await time.settle()
  assert.equal(outbox()[0]?.status, 'sending', 'left as it was: its storage belongs to somebody else')
})

const overloaded = (afterSeconds: number) => new Refusal(503, { code: 'server.overloaded', message: '', afterSeconds })

test('where too many ask, the same goes again by itself no sooner than it was told to, and that is said', async () => {
  const { time, tried, crowded, put, outbox } = setUp((_item, attempt) => (attempt === 1 ? Promise.reject(overloaded(9)) : Promise.resolve()))
  const from = time.now()
  put('a')
  await time.settle()
  assert.deepEqual(crowded, [from + 9000])
  assert.deepEqual([outbox()[0]?.status, outbox()[0]?.refusal], ['waiting', null], 'nothing has failed')
  await time.pass(8999)
  assert.deepEqual(tried, ['a'])
  await time.pass(1)
  assert.deepEqual(tried, ['a', 'a'])
  assert.equal(crowded.at(-1), null, 'over')
})

test('told again and again, it waits longer each time; an answer that never came is another matter', async () => {
  const { time, tried, crowded, put } = setUp((_item, attempt) => Promise.reject(attempt < 5 ? overloaded(1) : new Unreachable('x')))
  put('a')
  await time.pass(1000 + 2000 + 4000)
  assert.equal(tried.length, 4)
  await time.pass(8000)
  assert.equal(tried.length, 5)
  assert.equal(crowded.at(-1), null)
})

const limit = (afterSeconds: number) => new Refusal(429, { code: 'request.too_many', message: '', afterSeconds })

test('who did much in a short time is told so and waits as long as is said; told to wait for long, it is refused and holds up nothing behind it', async () => {
  const { time, tried, limited, refusedWith, put, outbox } = setUp((item, attempt) =>
    item.clientId === 'a' && attempt === 1 ? Promise.reject(limit(20)) : item.clientId === 'b' ? Promise.reject(limit(2400)) : Promise.resolve(),
  )
  const from = time.now()
  put('a', 'b', 'c')
  await time.settle()
  assert.deepEqual(limited, [from + 20_000])
  await time.pass(19_999)
  assert.deepEqual(tried, ['a'])
  await time.pass(1)
  assert.deepEqual(tried, ['a', 'a', 'b', 'c'])
  assert.equal(limited.at(-1), null, 'over')
  assert.deepEqual(refusedWith, ['b request.too_many'])
  assert.deepEqual(
    outbox().map(({ status }) => status),
    ['sent', 'failed', 'sent'],
  )
})

test('a wallet that cannot be read is no reason to wait: it may stay so for long', async () => {
  const { time, refusedWith, put } = setUp(() => Promise.reject(new Refusal(503, { code: 'wallet.unavailable', message: '' })))
  put('a')
  await time.settle()
  assert.deepEqual(refusedWith, ['a wallet.unavailable'])
})
