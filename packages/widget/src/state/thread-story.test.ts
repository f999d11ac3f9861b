import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CustomerView } from '@yingda/protocol/entries/views.ts'
import { add, aConversation, said } from '../../testing/fake-data.ts'
import { threadStory } from './thread-story.ts'
import { emptyThread, takeEntries, type Thread } from './thread.ts'

function threadOf(...views: CustomerView[]): Thread {
  const conversation = aConversation()
  for (const view of views) add(conversation, view)
  return takeEntries(emptyThread('c'), conversation.entries).thread
}

test('quick replies stand under the last message and go with the next', () => {
  const offer = said('bot', 'Is it solved?', { quickReplies: ['helped', 'not_helped'] })
  assert.deepEqual(threadStory(threadOf(offer)).quickReplies, ['helped', 'not_helped'])
  assert.equal(threadStory(threadOf(offer)).quickRepliesSeq, 1)
  assert.deepEqual(threadStory(threadOf(offer, said('customer', 'no'))).quickReplies, [])
  assert.deepEqual(threadStory(threadOf(offer, { kind: 'answer_rated', helped: true })).quickReplies, [])
})

test('it waits from the moment it was put into line until somebody takes it', () => {
  assert.equal(threadStory(threadOf({ kind: 'queued' })).queuedAt !== null, true)
  assert.equal(threadStory(threadOf({ kind: 'queued' }, { kind: 'returned_to_bot' })).queuedAt, null)
  assert.equal(threadStory(threadOf({ kind: 'queued' }, { kind: 'joined_by', name: '林晓' })).queuedAt, null)
  assert.equal(threadStory(threadOf({ kind: 'joined_by', name: '林晓' }, { kind: 'passed_on', name: null })).queuedAt !== null, true)
})

test('a rating given twice is the later one; one from before the entries is the summary’s', () => {
  const thread = threadOf({ kind: 'rated', score: 2, words: '' }, { kind: 'rated', score: 5, words: '好' })
  assert.deepEqual(threadStory(thread).rating, { score: 5, words: '好' })
  const { summary } = aConversation({ rating: { score: 4, changeableUntil: '2026-11-22T00:00:00.000Z' } })
  assert.deepEqual(threadStory({ ...emptyThread('c'), summary }).rating, { score: 4, words: '' })
})
