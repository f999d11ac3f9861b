import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aLiveLine } from '../../testing/a-live-line.ts'
import type { Socket } from './live.ts'
import { FakeSocket } from '../../testing/fake-socket.ts'
import { createLive } from './live.ts'

test('it says hello, then asks each stream from the own cursor', async () => {
  const { time, live, socket, cursors, statuses } = aLiveLine()
  cursors.set('conversation:a', 7)
  live.subscribe('mine')
  live.subscribe('conversation:a')
  live.start()
  await time.settle()
  socket().greets()
  assert.deepEqual(socket().kinds(), ['hello', 'subscribe mine 0', 'subscribe conversation:a 7'])
  assert.deepEqual(statuses, ['connecting', 'live'])
})

test('after a loss it comes back and resumes from where it stands now', async () => {
  const { time, live, sockets, socket, cursors } = aLiveLine()
  live.subscribe('conversation:a')
  live.start()
  await time.settle()
  socket().greets()
  cursors.set('conversation:a', 12)
  socket().breaks()
  await time.pass(1000)
  assert.equal(sockets.length, 2)
  socket().greets()
  assert.deepEqual(socket().kinds(), ['hello', 'subscribe conversation:a 12'])
})

test('each further try waits longer, up to half a minute', async () => {
  const { time, live, sockets, socket } = aLiveLine()
  live.start()
  await time.settle()
  socket().greets()
  const waits: number[] = []
  for (let round = 0; round < 7; round++) {
    const before = sockets.length
    const from = time.now()
    socket().breaks(4008)
    while (sockets.length === before) await time.pass(500)
    waits.push(time.now() - from)
  }
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

test('closed because the token ran out, it comes back at once with a fresh one', async () => {
  const { time, live, sockets, socket, tokens } = aLiveLine()
  live.start()
  await time.settle()
  socket().greets()
  socket().breaks(4001)
  await time.settle()
  assert.equal(sockets.length, 2)
  assert.deepEqual(tokens, [false, true])
})

test('a minute before it runs out the token is renewed over the same socket', async () => {
  const { time, live, sockets, socket } = aLiveLine()
  live.start()
  await time.settle()
  socket().greets('2026-11-20T06:10:00.000Z')
  for (let second = 0; second <= 9 * 60; second += 5) {
    await time.pass(5000)
    socket().says({ t: 'pong' })
  }
  assert.equal(sockets.length, 1)
  const renewal = socket().sent.find((frame) => frame.t === 'renew')
  assert.equal(renewal?.token, 'token-2')
})

test('a token that lasts for months is not renewed at once: no timer holds so long', async () => {
  const { time, live, socket } = aLiveLine()
  live.start()
  await time.settle()
  socket().greets('2027-05-20T06:00:00.000Z')
  await time.pass(20_000)
  assert.ok(!socket().kinds().includes('renew'))
  assert.ok(time.longestMs() <= 2 ** 31 - 1)
})

test('it pings every 25 seconds, and without an answer gives the socket up', async () => {
  const { time, live, sockets, socket } = aLiveLine()
  live.start()
  await time.settle()
  const first = socket()
  first.greets()
  await time.pass(25_000)
  assert.equal(first.kinds().at(-1), 'ping')
  first.says({ t: 'pong' })
  await time.pass(25_000)
  assert.equal(first.isClosed, false)
  await time.pass(10_000)
  assert.equal(first.isClosed, true)
  await time.pass(1000)
  assert.equal(sockets.length, 2)
})

test('blocked twice before hello, it polls; five minutes later it tries the socket again', async () => {
  const { time, live, sockets, socket, statuses, polls } = aLiveLine()
  live.start()
  await time.settle()
  socket().breaks()
  await time.pass(1000)
  socket().breaks()
  assert.equal(statuses.at(-1), 'polling')
  await time.pass(5000)
  assert.equal(sockets.length, 2)
  assert.ok(polls() >= 4, `polled ${polls()} times`)
  await time.pass(300_000)
  assert.equal(sockets.length, 3)
  socket().greets()
  assert.equal(statuses.at(-1), 'live')
})

test('where polling fails as well the desk is away: it says so once, and the socket is tried again soon', async () => {
  let isThere = false
  const { time, live, sockets, socket, statuses, polls } = aLiveLine({ reachable: () => isThere })
  live.start()
  await time.settle()
  for (let outage = 0; outage < 6; outage += 1) {
    socket().breaks()
    await time.pass(31_000)
  }
  assert.deepEqual(statuses, ['connecting', 'polling', 'connecting'])
  assert.ok(polls() >= 3 && sockets.length > 6)
  isThere = true
  socket().greets()
  assert.equal(statuses.at(-1), 'live')
})

test('a socket that opens but never says hello is given up after ten seconds', async () => {
  const { time, live, sockets, socket } = aLiveLine()
  live.start()
  await time.settle()
  socket().opens()
  await time.pass(11_000)
  assert.equal(sockets.length, 2)
})

test('without a network it rests, and with one it comes back at once', async () => {
  const { time, live, sockets, socket, statuses } = aLiveLine()
  live.start()
  await time.settle()
  socket().greets()
  live.network(false)
  assert.equal(statuses.at(-1), 'offline')
  await time.pass(600_000)
  assert.equal(sockets.length, 1)
  live.network(true)
  await time.settle()
  assert.equal(sockets.length, 2)
})

test('told that it may not, it does not come back', async () => {
  for (const code of [4003, 4030]) {
    const { time, live, sockets, socket, statuses } = aLiveLine()
    live.start()
    await time.settle()
    socket().greets()
    socket().breaks(code)
    await time.pass(600_000)
    assert.equal(sockets.length, 1)
    assert.equal(statuses.at(-1), 'idle')
  }
})

test('turned away, it is not tried again each time somebody wants it; once when the page is looked at, and once when somebody else speaks', async () => {
  const { time, live, sockets, socket } = aLiveLine()
  live.start()
  await time.settle()
  socket().breaks(4003)
  for (let count = 0; count < 20; count += 1) live.start()
  await time.pass(3_600_000)
  assert.equal(sockets.length, 1)
  live.wake()
  await time.settle()
  assert.equal(sockets.length, 2)
  socket().breaks(4003)
  live.start()
  await time.pass(3_600_000)
  live.restart()
  await time.settle()
  assert.equal(sockets.length, 3)
})

test('when the page cannot give a token it tries again later', async () => {
  const { time, sockets } = aLiveLine()
  let answers = 0
  const live = createLive({
    open: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as Socket
    },
    token: () => (answers++ === 0 ? Promise.reject(new Error('no network')) : Promise.resolve('t')),
    language: () => 'en',
    cursorOf: () => 0,
    onFrame: () => {},
    onStatus: () => {},
    poll: () => Promise.resolve(),
    timers: time.timers,
    now: time.now,
    random: () => 1,
  })
  live.start()
  await time.pass(500)
  assert.equal(sockets.length, 0)
  await time.pass(600)
  assert.equal(sockets.length, 1)
})
