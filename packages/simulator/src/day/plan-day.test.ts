import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hashOf, partOf, planDay } from './plan-day.ts'
import { DAY_SECONDS, PROFILE, PROFILES } from './profiles.ts'

const wanted = fc.record({ profile: fc.constantFrom(...PROFILES), seed: fc.integer({ min: 0, max: 2 ** 31 }) })

test('the same seed plans the same day, another seed another one', () => {
  fc.assert(
    fc.property(wanted, (one) => {
      assert.equal(hashOf(planDay(one)), hashOf(planDay(one)))
      assert.notEqual(hashOf(planDay(one)), hashOf(planDay({ ...one, seed: one.seed + 1 })))
    }),
    { numRuns: 15 },
  )
})

test('the hash is the same on every machine', () => {
  const { customers, agents } = planDay({ profile: 'holiday', seed: 7 })
  for (const number of numbersIn([customers, agents])) assert.ok(Number.isSafeInteger(number), `${number} depends on how a machine rounds`)
})

test('about as many come as the profile says, in order and within the day, and who works is there', () => {
  fc.assert(
    fc.property(wanted, (one) => {
      const { customers, agents } = planDay(one)
      const { arrivals, peak, burst } = PROFILE[one.profile]
      const most = arrivals * (peak === null && burst === null ? 1 : 1.25)
      assert.ok(customers.length > arrivals * 0.9 && customers.length < most * 1.1, `${customers.length} came`)
      assert.deepEqual(
        customers.map(({ at }) => at),
        customers.map(({ at }) => at).toSorted((a, b) => a - b),
      )
      for (const { at, handleSeconds, firstReplySeconds } of customers)
        assert.ok(at >= 0 && at < DAY_SECONDS && firstReplySeconds > 0 && firstReplySeconds < handleSeconds)
      for (const second of [0, 4 * 3600, 12 * 3600, DAY_SECONDS - 1])
        assert.ok(agents.filter(({ shift }) => shift.from <= second && shift.until > second).length >= 2)
      for (const { shift, breaks } of agents) for (const pause of breaks) assert.ok(pause.from > shift.from && pause.until <= shift.from + 6 * 3600)
    }),
    { numRuns: 15 },
  )
})

test('while something is broken, more come, and they ask about that', () => {
  const { customers, burst } = planDay({ profile: 'incident', seed: 3 })
  assert.ok(burst)
  const within = customers.filter(({ at }) => at >= burst.from && at < burst.until)
  const before = customers.filter(({ at }) => at >= burst.from - (burst.until - burst.from) && at < burst.from)
  assert.ok(within.length > 2 * before.length)
  assert.ok(within.filter(({ questionType }) => questionType === 'payment').length > within.length / 2)
})

test('a part of the day has only those who come, and who work, in it', () => {
  const day = planDay({ profile: 'ordinary', seed: 5, arrivals: 500 })
  const morning = partOf(day, { from: 9 * 3600, until: 10 * 3600 })
  assert.ok(morning.customers.length > 10 && morning.customers.length < day.customers.length / 8)
  assert.ok(morning.agents.length >= 2 && morning.agents.length < day.agents.length)
  assert.notEqual(hashOf(morning), hashOf(day))
})

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}
