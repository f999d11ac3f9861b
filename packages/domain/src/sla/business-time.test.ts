import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALWAYS_OPEN, addBusinessMs, businessMsBetween, isOpenAt, nextOpening, type BusinessCalendar, type BusinessSpan } from './business-time.ts'

const HOUR = 3_600_000
const at = (text: string): number => Date.parse(text)
const calendarOf = (spans: readonly BusinessSpan[]): BusinessCalendar => ({ spansFrom: (atMs) => spans.filter((span) => span.untilMs > atMs) })
const span = (from: string, until: string): BusinessSpan => ({ fromMs: at(from), untilMs: at(until) })

/** Gaps and lengths in turn: sorted, not overlapping, some touching. */
const spans = fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 500 })), { maxLength: 12 }).map((pieces) => {
  let clock = 0
  return pieces.map(([gap, length]) => {
    const fromMs = (clock += gap)
    return { fromMs, untilMs: (clock += length) }
  })
})
const instant = fc.integer({ min: -50, max: 12_500 })
const duration = fc.nat(7000)

test('what is added lies between: as much business time as was added, and never where it is closed', () => {
  fc.assert(
    fc.property(spans, instant, duration, (made, from, add) => {
      const calendar = calendarOf(made)
      const end = addBusinessMs(calendar, from, add)
      const left = businessMsBetween(calendar, from, Number.MAX_SAFE_INTEGER)
      if (end === null) return assert.ok(add > left)
      assert.equal(businessMsBetween(calendar, from, end), add)
      // the earliest such instant: a moment before, it had not been enough
      if (add > 0) assert.ok(businessMsBetween(calendar, from, end - 1) < add)
    }),
  )
})

test('adding what lies between two instants leads to the second, or to where it closed before it', () => {
  fc.assert(
    fc.property(spans, instant, instant, (made, one, other) => {
      const calendar = calendarOf(made)
      const [from, until] = one < other ? [one, other] : [other, one]
      const between = businessMsBetween(calendar, from, until)
      const end = addBusinessMs(calendar, from, between)
      assert.ok(end !== null && end <= until)
      assert.equal(businessMsBetween(calendar, end, until), 0)
    }),
  )
})

test('more time, later end; later start, later end; parts add up', () => {
  fc.assert(
    fc.property(spans, instant, instant, duration, duration, (made, one, other, less, more) => {
      const calendar = calendarOf(made)
      const end = (from: number, add: number): number => addBusinessMs(calendar, from, add) ?? Number.POSITIVE_INFINITY
      assert.ok(end(one, Math.min(less, more)) <= end(one, Math.max(less, more)))
      assert.ok(end(Math.min(one, other), less) <= end(Math.max(one, other), less))
      const sum = businessMsBetween(calendar, 0, 3000) + businessMsBetween(calendar, 3000, 9000)
      assert.equal(businessMsBetween(calendar, 0, 9000), sum)
      const half = addBusinessMs(calendar, one, less)
      if (half !== null && less > 0 && more > 0) assert.equal(end(half, more), end(one, less + more))
    }),
  )
})

test('the next opening is open, and nothing before it is', () => {
  fc.assert(
    fc.property(spans, instant, (made, from) => {
      const calendar = calendarOf(made)
      const opens = nextOpening(calendar, from)
      if (opens === null) return assert.equal(businessMsBetween(calendar, from, Number.MAX_SAFE_INTEGER), 0)
      assert.ok(isOpenAt(calendar, opens))
      assert.equal(businessMsBetween(calendar, from, opens), 0)
      assert.equal(isOpenAt(calendar, from), opens === from)
    }),
  )
})

test('a split shift: the lunch between does not count', () => {
  const day = calendarOf([span('2026-11-23T01:00Z', '2026-11-23T04:00Z'), span('2026-11-23T05:30Z', '2026-11-23T10:00Z')])
  assert.equal(businessMsBetween(day, at('2026-11-23T03:00Z'), at('2026-11-23T06:00Z')), 1.5 * HOUR)
  assert.equal(addBusinessMs(day, at('2026-11-23T03:00Z'), 2 * HOUR), at('2026-11-23T06:30Z'))
  assert.equal(isOpenAt(day, at('2026-11-23T04:00Z')), false)
  assert.equal(nextOpening(day, at('2026-11-23T04:00Z')), at('2026-11-23T05:30Z'))
  assert.equal(isOpenAt(day, at('2026-11-23T05:30Z')), true)
  // what fills the morning ends with it
  assert.equal(addBusinessMs(day, at('2026-11-23T01:00Z'), 3 * HOUR), at('2026-11-23T04:00Z'))
})

test('a span over midnight is one span', () => {
  const night = calendarOf([span('2026-11-23T14:00Z', '2026-11-23T18:00Z')]) // 22:00 to 02:00 in Shanghai
  assert.equal(addBusinessMs(night, at('2026-11-23T15:30Z'), HOUR), at('2026-11-23T16:30Z'))
  assert.equal(isOpenAt(night, at('2026-11-23T16:00Z')), true)
})

test('it may never open, end, or never close', () => {
  const never = calendarOf([])
  assert.equal(isOpenAt(never, 0), false)
  assert.equal(nextOpening(never, 0), null)
  assert.equal(addBusinessMs(never, 0, 1), null)
  assert.equal(addBusinessMs(never, 0, 0), 0)
  const once = calendarOf([{ fromMs: 10, untilMs: 20 }])
  assert.equal(addBusinessMs(once, 0, 10), 20)
  assert.equal(addBusinessMs(once, 0, 11), null)
  assert.equal(addBusinessMs(ALWAYS_OPEN, 5, HOUR), 5 + HOUR)
  assert.equal(businessMsBetween(ALWAYS_OPEN, 5, 5 + HOUR), HOUR)
  assert.equal(nextOpening(ALWAYS_OPEN, 5), 5)
})

test('of an endless calendar only as much is asked as is needed', () => {
  let asked = 0
  const endless: BusinessCalendar = {
    *spansFrom(atMs) {
      for (let day = Math.floor(atMs / 100); ; day += 1) {
        asked += 1
        yield { fromMs: day * 100, untilMs: day * 100 + 50 }
      }
    },
  }
  assert.equal(nextOpening(endless, 1000), 1000)
  assert.equal(asked, 1)
  assert.equal(addBusinessMs(endless, 1000, 120), 1220)
  assert.equal(businessMsBetween(endless, 1000, 1220), 120)
  assert.ok(asked < 10)
})
