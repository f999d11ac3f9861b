import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { Refused, Unreachable } from '../../../app/http/refusal.ts'
import { memoryStorage } from '../../../app/storage.ts'
import { Outbox, type Outgoing } from './outbox.ts'

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
afterEach(() => mock.timers.reset())
const turns = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

const written = (clientId: string, conversationId = 'c1'): Omit<Outgoing, 'state' | 'why'> => ({
  clientId,
  conversationId,
  kind: 'message',
  text: clientId,
  attachments: [],
  mentions: [],
  afterwards: 'nothing',
  writtenAt: '2026-11-20T06:00:00.000Z',
})

function anOutbox(send: (item: Outgoing) => Promise<unknown>, storage = memoryStorage()) {
  const accepted: string[] = []
  const outbox = new Outbox({
    storage,
    owner: 'me',
    send,
    refusalOf: (error) => (error instanceof Refused && error.status < 500 ? error.message : null),
    againAfterMs: (error) => (error instanceof Refused ? 1000 * Number(error.data['retryAfterSeconds'] ?? 0) : 0),
    onAccepted: (item) => accepted.push(item.clientId),
  })
  return { outbox, accepted, storage }
}

test('a message waits in the outbox until the server has it', async () => {
  let accept = () => {}
  const { outbox, accepted } = anOutbox(
    () =>
      new Promise<void>((resolve) => {
        accept = resolve
      }),
  )
  outbox.add(written('m1'))
  assert.equal(outbox.items()[0]?.state, 'waiting')
  accept()
  await turns()
  assert.deepEqual(accepted, ['m1'])
  assert.equal(outbox.items().length, 0)
})

test('one conversation is sent in order, one at a time; another does not wait for it', async () => {
  const started: string[] = []
  const finish: (() => void)[] = []
  const { outbox } = anOutbox((item) => {
    started.push(item.clientId)
    return new Promise<void>((resolve) => finish.push(resolve))
  })
  outbox.add(written('a1', 'a'))
  outbox.add(written('a2', 'a'))
  outbox.add(written('b1', 'b'))
  assert.deepEqual(started, ['a1', 'b1'])
  finish[0]?.()
  await turns()
  assert.deepEqual(started, ['a1', 'b1', 'a2'])
})

test('an unknown outcome is sent again with the same clientId', async () => {
  const tries: string[] = []
  const { outbox, accepted } = anOutbox(async (item) => {
    tries.push(item.clientId)
    if (tries.length < 3) throw new Unreachable()
  })
  outbox.add(written('m1'))
  await turns()
  assert.equal(outbox.items()[0]?.state, 'waiting')
  mock.timers.tick(1000)
  await turns()
  mock.timers.tick(2000)
  await turns()
  assert.deepEqual(tries, ['m1', 'm1', 'm1'])
  assert.deepEqual(accepted, ['m1'])
})

test('a refused message says why, lets the next one pass, and can be sent again or taken back', async () => {
  const no = new Refused(409, { code: 'conversation.closed', message: '会话已结束', data: {} })
  let refuse = true
  const { outbox, accepted } = anOutbox(async (item) => {
    if (refuse && item.clientId === 'm1') throw no
  })
  outbox.add(written('m1'))
  outbox.add(written('m2'))
  await turns()
  mock.timers.tick(0)
  await turns()
  assert.deepEqual(accepted, ['m2'])
  assert.equal(outbox.items()[0]?.why, '会话已结束')
  assert.equal(outbox.takeBack('m2'), null)
  refuse = false
  outbox.retry('m1')
  await turns()
  assert.deepEqual(accepted, ['m2', 'm1'])
})

test('what was waiting when the window closed is sent by the next one', async () => {
  const first = anOutbox(async () => {
    throw new Unreachable()
  })
  first.outbox.add(written('m1'))
  await turns()
  first.outbox.stop()
  const second = anOutbox(async () => {}, first.storage)
  second.outbox.flush()
  await turns()
  assert.deepEqual(second.accepted, ['m1'])
  assert.deepEqual(first.storage.keys(), [])
})

test('a broken remembrance is an empty outbox', () => {
  const storage = memoryStorage()
  storage.set('yingda.outbox.me.x', '{"not":"a message"}')
  assert.deepEqual(anOutbox(async () => {}, storage).outbox.items(), [])
})

test('two windows of one person keep what each wrote', async () => {
  const storage = memoryStorage()
  const down = async () => {
    throw new Unreachable()
  }
  const first = anOutbox(down, storage)
  const second = anOutbox(down, storage)
  first.outbox.add(written('m1'))
  second.outbox.add(written('m2'))
  assert.deepEqual(
    anOutbox(down, storage)
      .outbox.items()
      .map((item) => item.clientId),
    ['m1', 'm2'],
  )
})

test('put off because too many ask, it waits for as long as it was told, is not called refused, and goes once', async () => {
  let tries = 0
  const { outbox, accepted } = anOutbox(async () => {
    tries += 1
    if (tries === 1) throw new Refused(503, { code: 'server.overloaded', message: 'later', data: { retryAfterSeconds: 9 } })
  })
  outbox.add(written('m1'))
  await turns()
  mock.timers.tick(8_999)
  await turns()
  assert.deepEqual([tries, outbox.items()[0]?.state], [1, 'waiting'])
  mock.timers.tick(1)
  await turns()
  assert.deepEqual([tries, accepted], [2, ['m1']])
})
