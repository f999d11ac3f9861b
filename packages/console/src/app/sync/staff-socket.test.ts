import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import type { ServerFrame } from '@yingda/protocol/realtime.ts'
import { StaffSocket, type StreamFrame, type WireSocket } from './staff-socket.ts'

type Listener = (event: never) => void
type FakeWire = WireSocket & { sent: Record<string, unknown>[]; closed: boolean; tell: (type: string, event?: object) => void }
const fakeWire = (): FakeWire => {
  const listeners = new Map<string, Listener>()
  const wire: FakeWire = {
    sent: [],
    closed: false,
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
    tell: (type, event = {}) => listeners.get(type)?.(event as never), // whoever listens knows its own event
    send: (text) => void wire.sent.push(JSON.parse(text)),
    close: () => {
      wire.closed = true
    },
  }
  return wire
}

function aSocket() {
  const wires: FakeWire[] = []
  let doubts = 0
  const socket = new StaffSocket({
    open: () => {
      const wire = fakeWire()
      wires.push(wire)
      return wire
    },
    language: () => 'zh-CN',
    random: () => 1,
    onState: () => {},
    onSessionDoubt: () => {
      doubts += 1
    },
  })
  const newest = () => wires.at(-1) ?? assert.fail('no wire')
  const say = (frame: ServerFrame) => newest().tell('message', { data: JSON.stringify(frame) })
  const hello = () => {
    newest().tell('open')
    say({ t: 'hello', you: { kind: 'agent', id: 'me', name: '林晓' }, expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
  }
  return { socket, wires, newest, say, hello, doubts: () => doubts }
}

const STREAM = 'conversation:0190b6d2-0000-7000-8000-000000000001'
beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_000_000 }))
afterEach(() => mock.timers.reset())

test('nothing is subscribed before hello, and everything right after it', () => {
  const { socket, newest, hello } = aSocket()
  socket.start()
  socket.subscribe(STREAM, { after: () => 7, onFrame: () => {} })
  assert.deepEqual(newest().sent, [])
  hello()
  assert.deepEqual(newest().sent, [
    { t: 'hello', token: null, language: 'zh-CN' },
    { t: 'subscribe', stream: STREAM, after: 7 },
  ])
})

test('after a dropped connection each stream resumes from the cursor held by then', () => {
  const { socket, wires, newest, hello } = aSocket()
  let held = 7
  socket.start()
  socket.subscribe(STREAM, { after: () => held, onFrame: () => {} })
  hello()
  held = 12
  newest().tell('close', { code: 1006 })
  assert.equal(socket.status, 'down')
  mock.timers.tick(500)
  assert.equal(wires.length, 2)
  hello()
  assert.deepEqual(newest().sent.at(-1), { t: 'subscribe', stream: STREAM, after: 12 })
})

test('who listens to the status learns whether it was live before', () => {
  const { socket, newest, hello } = aSocket()
  const seen: [string, boolean][] = []
  socket.onStatus((status, again) => seen.push([status, again]))
  socket.start()
  hello()
  newest().tell('close', { code: 1006 })
  mock.timers.tick(500)
  hello()
  assert.deepEqual(seen, [
    ['live', false],
    ['down', false],
    ['live', true],
  ])
})

test('a server that stays silent after a ping is taken for dead', () => {
  const { socket, wires, newest, hello, say } = aSocket()
  socket.start()
  hello()
  mock.timers.tick(25_000)
  assert.deepEqual(newest().sent.at(-1), { t: 'ping' })
  say({ t: 'pong' })
  mock.timers.tick(25_000)
  mock.timers.tick(8_000)
  assert.equal(wires[0]?.closed, true)
  assert.equal(socket.status, 'down')
})

test('waking up while waiting to reconnect tries at once', () => {
  const { socket, wires, newest, hello } = aSocket()
  socket.start()
  for (let round = 0; round < 6; round += 1) {
    newest().tell('close', { code: 1006 })
    mock.timers.tick(20_000)
  }
  newest().tell('close', { code: 1006 })
  const before = wires.length
  socket.wake()
  assert.equal(wires.length, before + 1)
  hello()
  assert.equal(socket.status, 'live')
})

test('a frame of a socket given up changes nothing', () => {
  const { socket, wires, newest, hello } = aSocket()
  const frames: StreamFrame[] = []
  socket.start()
  socket.subscribe(STREAM, { after: () => 0, onFrame: (frame) => frames.push(frame) })
  hello()
  const old = newest()
  old.tell('close', { code: 1006 })
  mock.timers.tick(500)
  old.tell('message', { data: JSON.stringify({ t: 'reset', stream: STREAM }) })
  old.tell('close', { code: 1006 })
  assert.equal(frames.length, 0)
  assert.equal(wires.length, 2)
})

test('the last listener to leave ends the subscription', () => {
  const { socket, newest, hello } = aSocket()
  socket.start()
  hello()
  const first = socket.subscribe(STREAM, { after: () => 3, onFrame: () => {} })
  const second = socket.subscribe(STREAM, { after: () => 1, onFrame: () => {} })
  assert.deepEqual(newest().sent.at(-1), { t: 'subscribe', stream: STREAM, after: 1 })
  first()
  assert.equal(
    newest().sent.some((frame) => frame['t'] === 'unsubscribe'),
    false,
  )
  second()
  assert.deepEqual(newest().sent.at(-1), { t: 'unsubscribe', stream: STREAM })
})

test('a close that doubts the session asks for it and keeps trying', () => {
  const { socket, newest, hello, doubts, wires } = aSocket()
  socket.start()
  hello()
  newest().tell('close', { code: 4001 })
  assert.equal(doubts(), 1)
  mock.timers.tick(500)
  assert.equal(wires.length, 2)
  socket.stop()
})

test('the session is renewed before it ends', () => {
  const { socket, newest, hello, say } = aSocket()
  socket.start()
  hello()
  for (let second = 0; second < 2_900; second += 5) {
    mock.timers.tick(5_000)
    say({ t: 'pong' })
  }
  assert.equal(
    newest().sent.some((frame) => frame['t'] === 'renew'),
    true,
  )
})

test('which conversation is shown is told again after a reconnect', () => {
  const { socket, newest, hello } = aSocket()
  socket.start()
  hello()
  socket.viewing('c1')
  newest().tell('close', { code: 1006 })
  mock.timers.tick(500)
  hello()
  assert.deepEqual(newest().sent.at(-1), { t: 'viewing', conversationId: 'c1' })
})

test('a network known to be gone is down at once, not after a silent half minute', () => {
  const { socket, newest, hello } = aSocket()
  socket.start()
  hello()
  socket.lost()
  assert.equal(socket.status, 'down')
  assert.equal(newest().closed, true)
})

test('who is told that something of himself changed, or was away meanwhile, asks who he is now', () => {
  const { socket, newest, say, hello, doubts } = aSocket()
  socket.start()
  hello()
  assert.equal(doubts(), 0)
  say({ t: 'you' })
  assert.equal(doubts(), 1)
  newest().tell('close', { code: 1006 })
  mock.timers.tick(500)
  hello()
  assert.equal(doubts(), 2)
})
