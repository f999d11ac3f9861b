import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, aConversation, asId, said } from '../../testing/fake-data.ts'
import { acceptedClientIds, emptyThread, forgetEntries, heldSeq, takeEntries, type MessageView } from './thread.ts'

const five = () => {
  const conversation = aConversation()
  for (const text of ['one', 'two', 'three', 'four', 'five']) add(conversation, said('agent', text))
  return conversation.entries
}

test('entries are taken in order and the highest is the cursor', () => {
  const { thread, gap } = takeEntries(emptyThread('c'), five())
  assert.equal(heldSeq(thread), 5)
  assert.equal(gap, false)
})

test('what is held already is skipped, however the pages overlap', () => {
  const entries = five()
  const first = takeEntries(emptyThread('c'), entries.slice(0, 3)).thread
  const { thread, gap } = takeEntries(first, entries.slice(1))
  assert.deepEqual(
    thread.entries.map(({ seq }) => seq),
    [1, 2, 3, 4, 5],
  )
  assert.equal(gap, false)
  assert.equal(takeEntries(thread, entries).thread, thread, 'nothing new: the same thread')
})

test('at a hole nothing behind it is taken, and resuming from the own cursor closes it', () => {
  const entries = five()
  const start = takeEntries(emptyThread('c'), entries.slice(0, 2)).thread
  const broken = takeEntries(start, entries.slice(3))
  assert.equal(broken.gap, true)
  assert.equal(heldSeq(broken.thread), 2)

  const mended = takeEntries(
    broken.thread,
    entries.filter(({ seq }) => seq > heldSeq(broken.thread)),
  )
  assert.equal(mended.gap, false)
  assert.equal(heldSeq(mended.thread), 5)
})

test('a removed message loses its words and keeps its number', () => {
  const conversation = aConversation()
  add(conversation, said('agent', 'secret'))
  add(conversation, { kind: 'redacted', seq: 1 })
  const { thread } = takeEntries(emptyThread('c'), conversation.entries)
  const view = thread.entries[0]?.view ?? assert.fail('nothing taken')
  const { content } = view as MessageView
  assert.deepEqual(content, { text: '', attachments: [], redacted: true })
  assert.equal(heldSeq(thread), 2)
})

test('after a reset the thread starts again from nothing', () => {
  const { thread } = takeEntries(emptyThread('c'), five())
  const fresh = forgetEntries({ ...thread, complete: true })
  assert.equal(heldSeq(fresh), 0)
  assert.equal(fresh.complete, false)
})

test('only messages with a client id count as own and accepted', () => {
  const conversation = aConversation()
  add(conversation, said('customer', 'mine', { clientId: asId('a') }))
  add(conversation, said('agent', 'theirs'))
  assert.deepEqual([...acceptedClientIds(conversation.entries)], ['a'])
})
