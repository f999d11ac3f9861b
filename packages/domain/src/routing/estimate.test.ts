import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { estimateWait, mostUntil, type LineFacts } from './estimate.ts'
import { incompleteBeta } from './incomplete-beta.ts'

const pace = fc.record({ served: fc.nat(500), placeSeconds: fc.integer({ min: 1, max: 200_000 }) })
const line: fc.Arbitrary<LineFacts> = fc.record({
  ahead: fc.double({ min: 0, max: 300, noNaN: true }),
  away: fc.nat(20),
  leavingPerSecond: fc.double({ min: 0, max: 0.01, noNaN: true }),
  overtaking: fc.array(fc.record({ perSecond: fc.double({ min: 0, max: 1, noNaN: true }), forSeconds: fc.integer({ min: -600, max: 900 }) }), { maxLength: 2 }),
  places: fc.nat(200),
  fittingShare: fc.double({ min: 0.05, max: 1, noNaN: true }),
  recent: pace,
  earlier: pace,
})
/** A line that is well known: a place is free again after six minutes. */
const known = (facts: Partial<LineFacts>): LineFacts => ({
  ahead: 10,
  away: 0,
  leavingPerSecond: 0,
  overtaking: [],
  places: 30,
  fittingShare: 1,
  recent: { served: 50, placeSeconds: 50 * 360 },
  earlier: { served: 400, placeSeconds: 400 * 360 },
  ...facts,
})
const expected = (facts: LineFacts): number => {
  const estimate = estimateWait(facts)
  assert.equal(estimate.kind, 'range')
  return estimate.kind === 'range' ? estimate.expectedSeconds : Number.NaN
}

test('the chance is that of the incomplete beta function', () => {
  for (const [x, a, b, chance] of [
    [0.5, 1, 1, 0.5],
    [0.3, 2, 3, 0.3483],
    [0.2, 1, 5, 1 - 0.8 ** 5],
    [0.25, 0.5, 0.5, 1 / 3],
    [0.01, 100, 900, 0],
  ] as const)
    assert.ok(Math.abs(incompleteBeta(x, a, b) - chance) < 1e-4, `I(${x}; ${a}, ${b})`)
})

test('a range is in whole minutes, holds what is expected or stands beside it, and is never wider than is allowed', () => {
  fc.assert(
    fc.property(line, (facts) => {
      const estimate = estimateWait(facts)
      if (estimate.kind === 'cannot_say') return
      const { fromSeconds, toSeconds } = estimate
      assert.equal((fromSeconds % 60) + (toSeconds % 60), 0)
      assert.ok(fromSeconds >= 0 && toSeconds > fromSeconds && toSeconds <= mostUntil(fromSeconds))
    }),
  )
})

test('more ahead is never shorter, and more places never longer', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.integer({ min: 20, max: 60 }), (ahead, places) => {
      assert.ok(expected(known({ ahead: ahead + 1, places })) >= expected(known({ ahead, places })))
      assert.ok(expected(known({ ahead, places: places + 1 })) <= expected(known({ ahead, places })) + 1)
    }),
    { numRuns: 50 },
  )
})

test('who comes later with a head start makes it longer, for as long as the head start lasts', () => {
  const alone = expected(known({}))
  const passed = expected(known({ overtaking: [{ perSecond: 0.05, forSeconds: 900 }] }))
  assert.ok(passed > alone * 1.5)
  assert.equal(expected(known({ overtaking: [{ perSecond: 0.05, forSeconds: -1 }] })), alone)
})

test('whom few of the places can serve waits longer for one of them', () => {
  assert.ok(expected(known({ fittingShare: 0.25 })) > expected(known({ ahead: 12 })))
})

test('where hardly anybody stays so long, those who do are those who were served soon', () => {
  assert.ok(expected(known({ leavingPerSecond: 1 / 300 })) < expected(known({})))
})

test('who is on a break brings free places back: the longer it takes until then, the less difference it makes now', () => {
  const [alone, withTwo] = [expected(known({})), expected(known({ away: 2 }))]
  assert.ok(withTwo < alone && withTwo > alone * 0.9)
  assert.ok(expected(known({ away: 12 })) < withTwo)
  const longer = expected(known({ ahead: 100, away: 4 })) - expected(known({ ahead: 100 }))
  const shorter = expected(known({ away: 4 })) - expected(known({}))
  assert.ok(longer < shorter)
})

test('with nobody there, or nobody who could, or nothing to go by, or when it could be anything, it says that it cannot say', () => {
  assert.deepEqual(estimateWait(known({ places: 0 })), { kind: 'cannot_say', why: 'nobody_there' })
  assert.deepEqual(estimateWait(known({ fittingShare: 0 })), { kind: 'cannot_say', why: 'nobody_there' })
  const none = { served: 0, placeSeconds: 0 }
  assert.deepEqual(estimateWait(known({ recent: none, earlier: none })), { kind: 'cannot_say', why: 'no_experience' })
  // one place, a quarter of an hour each: the next free place may come at any time
  const slow = { served: 5, placeSeconds: 5 * 2700 }
  assert.deepEqual(estimateWait(known({ ahead: 1, places: 1, recent: slow, earlier: none })), { kind: 'cannot_say', why: 'too_uncertain' })
})

test('of a line that is well known it says what any clerk would: ten ahead, one served every twelve seconds, two to four minutes', () => {
  assert.deepEqual(estimateWait(known({})), { kind: 'range', fromSeconds: 60, toSeconds: 240, expectedSeconds: expected(known({})) })
  assert.ok(Math.abs(expected(known({})) - 128) < 5)
})
