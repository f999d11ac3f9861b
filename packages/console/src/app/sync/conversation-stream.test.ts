import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { aMessage, anEntry, aRedaction } from '../../testing/entries.ts'
import { appendEntries, emptyStream, prependEntries, reachesStart, streamOfPage, type ConversationStream } from './conversation-stream.ts'

const seqs = (stream: ConversationStream) => stream.entries.map((entry) => entry.seq)
const messages = (...list: number[]) => list.map((seq) => aMessage(seq))

test('entries that follow are taken, in order, whatever order they came in', () => {
  const { stream, gap } = appendEntries(streamOfPage(messages(1, 2)), messages(4, 3))
  assert.deepEqual(seqs(stream), [1, 2, 3, 4])
  assert.equal(gap, false)
})

test('an entry that came twice stands once', () => {
  const first = appendEntries(streamOfPage(messages(1, 2)), messages(2, 3)).stream
  assert.deepEqual(seqs(appendEntries(first, messages(3, 3, 4)).stream), [1, 2, 3, 4])
})

test('a gap is seen by arithmetic: what lies behind it waits for what is missing', () => {
  const { stream, gap } = appendEntries(streamOfPage(messages(1, 2)), messages(3, 6, 7))
  assert.deepEqual(seqs(stream), [1, 2, 3])
  assert.equal(gap, true)
  const filled = appendEntries(stream, messages(4, 5, 6, 7))
  assert.deepEqual(seqs(filled.stream), [1, 2, 3, 4, 5, 6, 7])
  assert.equal(filled.gap, false)
})

test('nothing but a gap changes nothing, and says so', () => {
  const held = streamOfPage(messages(1))
  const { stream, gap } = appendEntries(held, messages(9))
  assert.equal(stream, held)
  assert.equal(gap, true)
})

test('a long conversation starts with its newest page and grows backwards', () => {
  const newest = streamOfPage(messages(201, 202))
  assert.equal(reachesStart(newest), false)
  const longer = prependEntries(newest, messages(199, 200, 201))
  assert.deepEqual(seqs(longer), [199, 200, 201, 202])
  assert.equal(prependEntries(longer, messages(5, 6)), longer)
})

test('a redaction empties the entry it names, held or arriving in the same batch', () => {
  const held = appendEntries(streamOfPage(messages(1, 2)), [aRedaction(3, 2)]).stream
  assert.deepEqual(held.entries[1]?.content, { text: '', attachments: [], redacted: true })
  const page = streamOfPage([...messages(1, 2), aRedaction(3, 1)])
  assert.equal(page.entries[0]?.content?.redacted, true)
})

test('a summary that quotes the customer goes with his words; one made later, or beside a colleague’s words, stays', () => {
  const summary = (seq: number) =>
    anEntry(
      seq,
      { type: 'conversation.queued', data: { teamId: 't' as TeamId, reason: 'asked' } },
      { content: { text: '卡号 6222…', attachments: [], redacted: false } },
    )
  const isGone = (entries: readonly StaffEntry[], seq: number) => entries.find((entry) => entry.seq === seq)?.content?.redacted
  const held = streamOfPage([...messages(1), summary(2), aMessage(3, { actor: { kind: 'agent', id: 'a', name: '陈静' } }), summary(4)])
  const ofColleague = appendEntries(held, [aRedaction(5, 3)]).stream
  assert.deepEqual([isGone(ofColleague.entries, 2), isGone(ofColleague.entries, 4)], [false, false])
  const ofCustomer = appendEntries(ofColleague, [aRedaction(6, 1), summary(7)]).stream
  assert.deepEqual(
    [2, 4, 7].map((seq) => isGone(ofCustomer.entries, seq)),
    [true, true, false],
  )
  const notHeld = appendEntries(streamOfPage([summary(8), ...messages(9)]), [aRedaction(10, 1)]).stream
  assert.equal(isGone(notHeld.entries, 8), true)
})

test('a redaction also reaches an older page fetched later', () => {
  const newest = streamOfPage([...messages(5), aRedaction(6, 3)])
  assert.equal(prependEntries(newest, messages(3, 4)).entries[0]?.content?.redacted, true)
})

test('an empty stretch begins with the first entry it gets', () => {
  assert.equal(appendEntries(emptyStream, messages(1, 2)).stream.to, 2)
})
