import assert from 'node:assert/strict'
import { test } from 'node:test'
import { align, over } from './clocks.ts'

test('the quickest answer decides, and the other clock is off by no more than is said', async () => {
  let now = 1000
  const trips = [8, 0.4, 5]
  let asked = 0
  const aligned = await align(
    async () => {
      const trip = trips[asked++ % trips.length] ?? 5
      now += trip * 0.9 // most of it on the way there
      const theirs = now + 250
      now += trip * 0.1
      return theirs
    },
    () => now,
  )
  assert.ok(Math.abs(aligned.errorMs - 0.2) < 1e-9)
  assert.ok(Math.abs(aligned.offsetMs - 250) <= aligned.errorMs)
})

test('what moved between two comparisons is part of the error', () => {
  assert.deepEqual(over({ offsetMs: 10, errorMs: 1 }, { offsetMs: 14, errorMs: 0.5 }), { offsetMs: 12, errorMs: 3 })
})
