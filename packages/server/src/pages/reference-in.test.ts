import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderEndIn, referenceIn } from './reference-in.ts'

test('a conversation is found by its number, however it is written or told on the phone', () => {
  for (const q of ['C-10001', 'c10001', ' C 10001 ', '#C-10001', 'Ｃ－１０００１', 'C–10001', '10001', '１０００１', 'c - 10001'])
    assert.equal(referenceIn(q), 'C-10001', q)
})

test('an amount, a date or words are no number of a conversation', () => {
  for (const q of ['128', '2026-11-23', 'C', 'c-', 'abc10001', '10001 退款', '128.00', '']) assert.equal(referenceIn(q), null, q)
})

test('the end of an order number has four figures or letters at the least, and gaps do not count', () => {
  assert.deepEqual([orderEndIn(' 4200 1883 '), orderEndIn('ab12'), orderEndIn('４４８１')], ['42001883', 'AB12', '4481'])
  for (const q of ['128', 'refund', '退款 4481', '%4481', '']) assert.equal(orderEndIn(q), null, q)
})
