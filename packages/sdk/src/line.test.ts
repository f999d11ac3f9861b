import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { Unreachable } from './answer.ts'
import type { ClientFrame, ServerFrame } from './frames.ts'
import { createLine, type LineStatus } from './line.ts'

const STREAM = 'conversation:c'

class FakeSocket extends EventTarget {
  readonly said: ClientFrame[] = []
  send(text: string): void {
    this.said.push(JSON.parse(text))
  }
  close(): void {}
  opened(): void {
    this.dispatchEvent(new Event('open'))
  }
  tell(frame: ServerFrame): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }
  closed(code: number): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

const HELLO: ServerFrame = { t: 'hello', expiresAt: '2026-11-20T07:00:00.000Z' }

function aLine(t: TestContext, { poll = async () => {} }: { poll?: (stream: string, signal: AbortSignal) => Promise<void> } = {}) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-11-20T06:32:00.000Z') })
  const sockets: FakeSocket[] = []
  const tokens: boolean[] = []
  const statuses: LineStatus[] = []
  const line = createLine({
    open() {
      const socket = new FakeSocket()
      sockets.push(socket)
      // Only what a line uses of a socket is there.
      return socket as unknown as WebSocket
    },
    token: async ({ fresh }) => {
      tokens.push(fresh)
      return fresh ? 'new' : 'old'
    },
    language: () => 'zh-CN',
    onFrame: () => {},
    onStatus: (status) => void statuses.push(status),
    poll,
  })
  t.after(() => line.end())
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 10; round += 1) await new Promise(setImmediate)
  }
  return {
    line,
    sockets,
    tokens,
    statuses,
    settle,
    newest: () => sockets.at(-1) ?? assert.fail('no socket was opened'),
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= 1000) {
        t.mock.timers.tick(Math.min(1000, left))
        await settle()
      }
    },
  }
}

test('after a loss the same stream goes on from what is held by then', async (t) => {
  const { line, newest, sockets, pass, settle, statuses } = aLine(t)
  let held = 3
  line.subscribe(STREAM, () => held)
  await settle()
  newest().opened()
  newest().tell(HELLO)
  assert.deepEqual(newest().said, [
    { t: 'hello', token: 'old', language: 'zh-CN' },
    { t: 'subscribe', stream: STREAM, after: 3 },
  ])

  held = 7
  newest().closed(1006)
  await pass(1000)
  assert.equal(sockets.length, 2)
  newest().opened()
  newest().tell(HELLO)
  assert.deepEqual(newest().said.at(-1), { t: 'subscribe', stream: STREAM, after: 7 })
  assert.deepEqual(statuses, ['connecting', 'live', 'connecting', 'live'])
})

test('a desk that does not answer a ping is lost', async (t) => {
  const { line, newest, sockets, pass, settle } = aLine(t)
  line.subscribe(STREAM, () => 0)
  await settle()
  newest().tell(HELLO)
  await pass(25_000)
  assert.deepEqual(newest().said.at(-1), { t: 'ping' })
  newest().tell({ t: 'pong' })
  await pass(20_000)
  assert.equal(sockets.length, 1, 'answered: still the same')
  await pass(17_000)
  assert.equal(sockets.length, 2)
})

test('the token is renewed a minute before it runs out; an expired line comes back with a fresh one', async (t) => {
  const { line, newest, sockets, tokens, pass, settle } = aLine(t)
  line.subscribe(STREAM, () => 0)
  await settle()
  newest().tell({ t: 'hello', expiresAt: '2026-11-20T06:33:20.000Z' })
  await pass(20_000)
  assert.deepEqual(newest().said.at(-1), { t: 'renew', token: 'new' })
  newest().closed(4001)
  await settle()
  assert.equal(sockets.length, 2)
  assert.deepEqual(tokens, [false, true, true])
})

test('where sockets never get through, the streams are polled until one does', async (t) => {
  let polls = 0
  const { line, newest, pass, settle, statuses } = aLine(t, {
    poll: (_stream, signal) =>
      new Promise((resolve) => {
        polls += 1
        const clock = setTimeout(resolve, 25_000)
        signal.addEventListener('abort', () => {
          clearTimeout(clock)
          resolve()
        })
      }),
  })
  line.subscribe(STREAM, () => 0)
  await settle()
  newest().closed(1006)
  await pass(1000)
  newest().closed(1006)
  await settle()
  assert.deepEqual(statuses, ['connecting', 'polling'])
  await pass(60_000)
  assert.equal(polls, 3)
  await pass(240_000)
  newest().tell(HELLO)
  await settle()
  const before = polls
  await pass(20_000)
  assert.equal(polls, before, 'the line is live: nobody polls')
  assert.equal(statuses.at(-1), 'live')
})

test('where opening a socket throws, the streams are polled', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const polled: string[] = []
  const statuses: LineStatus[] = []
  const line = createLine({
    open: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    },
    token: async () => 'token',
    language: () => 'zh-CN',
    onFrame: () => {},
    onStatus: (status) => void statuses.push(status),
    poll: (stream) => {
      polled.push(stream)
      return new Promise(() => {})
    },
  })
  t.after(() => line.end())
  line.subscribe(STREAM, () => 0)
  for (let round = 0; round < 20; round += 1) {
    await new Promise(setImmediate)
    t.mock.timers.tick(1000)
  }
  assert.deepEqual([polled, statuses], [[STREAM], ['connecting', 'polling']])
})

test('a desk that is away is polled ever more rarely', async (t) => {
  let polls = 0
  const { line, newest, pass, settle } = aLine(t, {
    poll: async () => {
      polls += 1
      throw new Unreachable('x')
    },
  })
  line.subscribe(STREAM, () => 0)
  await settle()
  newest().closed(1006)
  await pass(1000)
  newest().closed(1006)
  await pass(120_000)
  assert.ok(polls >= 6 && polls <= 14, `${polls} polls in two minutes`)
})

test('an end is final', async (t) => {
  const { line, newest, sockets, pass, settle, statuses } = aLine(t)
  line.subscribe(STREAM, () => 0)
  await settle()
  newest().tell(HELLO)
  newest().closed(4003)
  await pass(600_000)
  assert.equal(sockets.length, 1)
  assert.equal(statuses.at(-1), 'ended')
})
