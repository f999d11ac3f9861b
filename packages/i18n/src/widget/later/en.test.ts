import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enMore } from './en.ts'

test('a day within a sentence is written small, a date as it is', () => {
  assert.equal(enMore.queueAnswerBy('Today 14:04'), 'You’ll have an answer by today 14:04')
  assert.equal(enMore.queueOpens('November 24 09:00'), 'Colleagues are here from November 24 09:00 and answer in order')
})
