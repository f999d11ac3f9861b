import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { aMessage, CONVERSATION } from '../../testing/entries.ts'
import { ConversationFeed } from './conversation-feed.ts'
import type { StreamFrame, StreamListener } from './staff-socket.ts'

const STREAM = `conversation:${CONVERSATION}`

/** Turns of the loop until this holds: all that a feed does here is answered at once. */
async function until(what: string, holds: () => boolean): Promise<void> {
  for (let turns = 0; !holds(); turns += 1) {
    assert.ok(turns < 1000, what)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A server that holds `count` entries and remembers who follows from where. */
function aServer(count: number) {
  const stored: StaffEntry[] = Array.from({ length: count }, (_, index) => aMessage(index + 1))
  const calls: Record<string, number>[] = []
  const subscriptions: number[] = []
  let listener: StreamListener | null = null
  const server = {
    stored,
    calls,
    subscriptions,
    post: (seq: number) => stored.push(aMessage(seq)),
    push: (...seqs: number[]) => server.say({ t: 'entries', stream: STREAM, entries: seqs.map((seq) => aMessage(seq)) }),
    say: (frame: StreamFrame) => listener?.onFrame(frame),
  }
  const feed = new ConversationFeed({
    fetchPage: async ({ after = 0, before = Infinity, limit }) => {
      calls.push({ after, before })
      const inside = stored.filter((entry) => entry.seq > after && entry.seq < before)
      return { entries: before < Infinity ? inside.slice(-limit) : inside.slice(0, limit), lastSeq: stored.length }
    },
    subscribe: (next) => {
      listener = next
      subscriptions.push(next.after())
      return () => {
        listener = null
      }
    },
    onEntries: () => {},
    onLost: () => {},
  })
  const held = () => feed.snapshot().stream.entries.map((entry) => entry.seq)
  return {
    server,
    feed,
    held,
    follows: (times = 1) => until('the feed follows the stream', () => subscriptions.length === times),
    holds: (...seqs: number[]) => until(`the feed holds ${seqs.join(' ')}`, () => held().join() === seqs.join()),
  }
}

test('opening reads the newest page and follows from its end', async () => {
  const { server, feed, held, follows } = aServer(3)
  feed.open()
  await follows()
  assert.deepEqual(held(), [1, 2, 3])
  assert.deepEqual(server.subscriptions, [3])
  server.push(4)
  assert.deepEqual(held(), [1, 2, 3, 4])
})

test('a gap in the stream is filled by HTTP from the own cursor', async () => {
  const { server, feed, follows, holds } = aServer(2)
  feed.open()
  await follows()
  for (const seq of [3, 4, 5]) server.post(seq)
  server.push(5)
  await holds(1, 2, 3, 4, 5)
  assert.deepEqual(server.calls.at(-1), { after: 2, before: Infinity })
})

test('a reset starts over without a double entry', async () => {
  const { server, feed, held, follows } = aServer(2)
  feed.open()
  await follows()
  server.post(3)
  server.say({ t: 'reset', stream: STREAM })
  await follows(2)
  assert.deepEqual(held(), [1, 2, 3])
  assert.deepEqual(server.subscriptions, [2, 3])
})

test('a thread opened again shows what it held and resumes from there', async () => {
  const { server, feed, held, follows } = aServer(2)
  feed.open()
  await follows()
  feed.close()
  feed.open()
  assert.deepEqual(held(), [1, 2])
  assert.deepEqual(server.subscriptions, [2, 2])
  assert.equal(server.calls.length, 1)
})

test('live with a higher seq than ours means that something was lost on the way', async () => {
  const { server, feed, follows, holds } = aServer(2)
  feed.open()
  await follows()
  server.post(3)
  server.say({ t: 'live', stream: STREAM, seq: 3 })
  await holds(1, 2, 3)
})

test('older pages come only when asked for, up to the first entry', async () => {
  const { feed, held, follows } = aServer(150)
  feed.open()
  await follows()
  assert.equal(held()[0], 51)
  assert.equal(feed.snapshot().reachedStart, false)
  await feed.loadOlder()
  assert.equal(held()[0], 1)
  assert.equal(feed.snapshot().reachedStart, true)
})

test('a first page that cannot be read is a failure that can be tried again', async () => {
  let fail = true
  const feed = new ConversationFeed({
    fetchPage: async () => {
      if (fail) throw new Error('down')
      return { entries: [aMessage(1)], lastSeq: 1 }
    },
    subscribe: () => () => {},
    onEntries: () => {},
    onLost: () => {},
  })
  feed.open()
  await until('the first page has failed', () => feed.snapshot().phase === 'failed')
  fail = false
  await feed.restart()
  assert.equal(feed.snapshot().phase, 'ready')
})
