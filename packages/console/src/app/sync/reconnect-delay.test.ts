import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reconnectDelayMs } from './reconnect-delay.ts'

test('the wait doubles up to ten seconds and never falls under half of its step', () => {
  assert.deepEqual(
    [1, 2, 3, 6, 30].map((attempt) => reconnectDelayMs(attempt, () => 1)),
    [500, 1000, 2000, 10_000, 10_000],
  )
  assert.equal(
    reconnectDelayMs(3, () => 0),
    1000,
  )
})
