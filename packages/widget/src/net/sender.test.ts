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
  const sender = createSender({
    read: () => outbox,
    write: (next) => void (outbox = next),
    async perform(item) {
      tried.push(item.clientId)
      await answer(item, tried.filter((id) => id === item.clientId).length)
      return { conversationId: item.thread }
    },
    online: () => online,
    onAccepted: () => {},
    timers: time.timers,
    random: () => 1,
  })
  return {
    time,
    sender,
    tried,
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
