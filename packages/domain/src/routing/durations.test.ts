import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { durationsOf } from './durations.ts'

const known = durationsOf([300, 600, 900, 1200])

test('what has just begun lasts as long as those that are known, and now and then longer than any', () => {
  assert.ok(known.left(0, 0.3) > 300 && known.left(0, 0.3) < 600)
  assert.ok(known.left(0, 0.9) > 1200)
})

test('what has lasted a while lasts at least so long, and of those that are known only the longer ones count', () => {
  assert.ok(known.left(1000, 0.25) < known.left(0, 0.25))
  assert.ok(1000 + known.left(1000, 0.49) > 1000 && 1000 + known.left(1000, 0.49) <= 1200)
  // longer than any: how much longer goes by the mean
  assert.ok(known.left(5000, 0.5) > 100 && known.left(5000, 0.5) < 750)
})

test('it is never over at once, and the further on among the likely ones, the later', () => {
  const chance = fc.double({ min: 0.001, max: 0.999, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9000 }), { maxLength: 40 }),
      fc.integer({ min: 0, max: 9000 }),
      chance,
      chance,
      (seconds, lasted, one, other) => {
        const durations = durationsOf(seconds)
        const [sooner, later] = [durations.left(lasted, Math.min(one, other)), durations.left(lasted, Math.max(one, other))]
        assert.ok(sooner >= 1 && later >= sooner && Number.isFinite(later))
      },
    ),
  )
})
