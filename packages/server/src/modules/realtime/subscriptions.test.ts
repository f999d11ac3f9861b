import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { WebSocket } from 'ws'
import { Unsent } from './unsent.ts'
import { Connection, type Subscription } from './connection.ts'
import { pushEntries } from './feed.ts'
import { Subscriptions } from './subscriptions.ts'

const ID = ConversationId.parse('0199a000-0000-7000-8000-000000000001')

/** A connection over a socket that only remembers what was sent. */
function aConnection({ open = true } = {}) {
  const sent: string[] = []
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: open ? 1 : 3,
    bufferedAmount: 0,
    send: (text: string) => void sent.push(text),
    close() {},
    terminate() {},
  })
  return { connection: new Connection(socket as unknown as WebSocket, '192.0.2.1', new Unsent()), sent } // as much of a socket as a connection uses
}

const looking = (connection: Connection, seq: number): Subscription => ({
  connection,
  stream: `conversation:${ID}`,
  streamId: ID,
  kind: 'conversation',
  seq,
  customerSeq: 0,
  live: true,
  hasNews: false,
})

const entries = (from: number, to: number): StaffEntry[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    conversationId: ID,
    seq: from + index,
    customerSeq: null,
    at: '2026-01-01T00:00:00.000Z',
    actor: { kind: 'system' },
    entry: { type: 'conversation.woken', data: { why: 'time' } },
    content: null,
  }))

const seqsOf = (sent: readonly string[]): number[] => sent.flatMap((text) => JSON.parse(text).entries.map((entry: { seq: number }) => entry.seq))

test('a socket that closed while it subscribed is not looked after', () => {
  const subscriptions = new Subscriptions()
  const { connection } = aConnection({ open: false })
  subscriptions.add(looking(connection, 0))
  assert.equal(subscriptions.byStream.size, 0)
  assert.equal(connection.subscriptions.size, 0)
})

test('who goes live while a stream is being read from further on is left to the next reading, and gets no gap', () => {
  const early = aConnection()
  const late = aConnection()
  const subscriptions = [looking(early.connection, 10), looking(late.connection, 5)]
  pushEntries(subscriptions, entries(11, 12), 10)
  assert.deepEqual(seqsOf(early.sent), [11, 12])
  assert.deepEqual(late.sent, [])
  pushEntries(subscriptions, entries(6, 12), 5)
  assert.deepEqual(seqsOf(late.sent), [6, 7, 8, 9, 10, 11, 12])
  assert.deepEqual(seqsOf(early.sent), [11, 12])
})
