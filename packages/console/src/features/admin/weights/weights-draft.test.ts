import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changedWeights, draftOf, weightOf } from './weights-draft.ts'

const weights = { chat: 1, call_back_chat: 0.5, call_back_phone: 2.25 }

test('quarters from a quarter to ten may be set, and nothing else', () =>
  assert.deepEqual(['0.25', '1', '2.5', '10', '0', '0.3', '10.25', '', 'x'].map(weightOf), [0.25, 1, 2.5, 10, null, null, null, null, null]))

test('only what differs, and is right in all its parts, is saved', () => {
  assert.equal(changedWeights(weights, draftOf(weights)), null)
  assert.deepEqual(changedWeights(weights, { ...draftOf(weights), chat: '1.5' }), { ...weights, chat: 1.5 })
  assert.equal(changedWeights(weights, { ...draftOf(weights), chat: '1.5', call_back_chat: '' }), null)
})
