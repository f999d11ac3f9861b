import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fits, leastOf, placesFor, workKindOf } from './weights.ts'

const quarters = (least: number, most: number) => fc.integer({ min: least * 4, max: most * 4 }).map((n) => n / 4)

test('however they are given out, what fits never makes more than the capacity, but for one that alone weighs more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), fc.array(quarters(0.25, 10), { maxLength: 30 }), (capacity, weights) => {
      const held: number[] = []
      for (const weight of weights) if (fits({ capacity, load: held.reduce((sum, each) => sum + each, 0) }, weight)) held.push(weight)
      assert.ok(held.length === 1 || held.reduce((sum, each) => sum + each, 0) <= capacity)
    }),
  )
})

test('there is a place where one fits, and as many as fit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), quarters(0, 12), quarters(0.25, 10), (capacity, load, weight) => {
      assert.equal(placesFor({ capacity, load }, weight) > 0, fits({ capacity, load }, weight))
    }),
  )
})

test('a call-back is what the customer asked for, everything else a chat', () => {
  assert.deepEqual([workKindOf(null), workKindOf('chat'), workKindOf('phone')], ['chat', 'call_back_chat', 'call_back_phone'])
  assert.equal(leastOf({ chat: 1, call_back_chat: 0.5, call_back_phone: 2 }), 0.5)
})
