import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeep } from '../net/keep.ts'
import { accepted, enqueue, type Outbox } from '../state/outbox.ts'
import { moveOutbox, readOutbox, saveOutbox } from './kept-outbox.ts'

const with_ = (outbox: Outbox, clientId: string, at: string): Outbox =>
  enqueue(outbox, { clientId, thread: 'c', at, act: { type: 'message', text: clientId, attachments: [] } })
const ids = (outbox: Outbox) => outbox.map(({ clientId }) => clientId)

test('what waits survives a reload in the order it was written, and what was accepted does not come back', () => {
  const keep = memoryKeep()
  const two = with_(with_([], 'b', '2026-11-20T06:00:00.002Z'), 'a', '2026-11-20T06:00:00.003Z')
  saveOutbox(keep, 'visitor', [], two)
  assert.deepEqual(ids(readOutbox(keep, 'visitor')), ['b', 'a'])
  saveOutbox(keep, 'visitor', two, accepted(two, 'b', 'c'))
  assert.deepEqual(ids(readOutbox(keep, 'visitor')), ['a'])
})

test('two tabs never overwrite each other’s', () => {
  const keep = memoryKeep()
  saveOutbox(keep, 'visitor', [], with_([], 'a', '1'))
  saveOutbox(keep, 'visitor', [], with_([], 'b', '2'))
  assert.deepEqual(ids(readOutbox(keep, 'visitor')), ['a', 'b'])
})

test('each person has an own outbox; a visitor’s moves to the customer on signing in', () => {
  const keep = memoryKeep()
  saveOutbox(keep, 'visitor', [], with_([], 'a', '1'))
  assert.deepEqual(readOutbox(keep, 'customer:W-1'), [])
  moveOutbox(keep, 'visitor', 'customer:W-1')
  assert.deepEqual(ids(readOutbox(keep, 'customer:W-1')), ['a'])
  assert.deepEqual(readOutbox(keep, 'visitor'), [])
})
