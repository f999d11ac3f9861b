import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scaledClock } from './scaled-clock.ts'

test('a scaled clock runs as fast as it is told, and never goes back', () => {
  let world = 1000
  const clock = scaledClock({ worldMs: 1000, dayMs: 50_000, speed: 100 }, () => world)
  world = 1010
  assert.equal(clock.nowMs(), 51_000)
  // slower since 1005, told at 1010: by then it is ahead, and waits
  clock.set({ worldMs: 1005, dayMs: 50_500, speed: 10 })
  assert.equal(clock.nowMs(), 51_000)
  world = 1100
  assert.equal(clock.nowMs(), 51_450)
  assert.equal(clock.now().getTime(), 51_450)
})
