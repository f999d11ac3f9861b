import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALWAYS_OPEN, nextOpening, type BusinessCalendar } from '../sla/business-time.ts'
import { bestOf, closedDuring, loadsOf, SLOT_MS, slotAt, slotsOf } from './call-back-times.ts'

const HOUR = 3600_000
const DAY = 24 * HOUR
/** Nine to twelve and half past one to six, every day. */
const split: BusinessCalendar = {
  *spansFrom(atMs) {
    for (let day = Math.floor(atMs / DAY) * DAY; ; day += DAY)
      for (const [from, until] of [
        [9, 12],
        [13.5, 18],
      ] as const)
        if (day + until * HOUR > atMs) yield { fromMs: day + from * HOUR, untilMs: day + until * HOUR }
  },
}

test('times lie within the hours, soonest first, and none begins at once or a week after the next opening', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 * DAY }), (nowMs) => {
      const slots = slotsOf(split, nowMs)
      const opensMs = nextOpening(split, nowMs) ?? assert.fail()
      assert.equal(slots.length, new Set(slots.map(({ fromMs }) => fromMs)).size)
      for (const { fromMs, untilMs } of slots) {
        const hour = (fromMs % DAY) / HOUR
        assert.ok((hour >= 9 && hour <= 11.5) || (hour >= 13.5 && hour <= 17.5), `${hour}`)
        assert.equal(untilMs - fromMs, SLOT_MS)
        assert.ok(fromMs >= nowMs + 15 * 60_000 && untilMs <= opensMs + 7 * DAY)
        assert.deepEqual(slotAt(split, fromMs, nowMs), { fromMs, untilMs })
      }
      assert.deepEqual(
        slots,
        slots.toSorted((a, b) => a.fromMs - b.fromMs),
      )
    }),
  )
})

test('a time that was not offered is none: over midday, in between, past, or too far away', () => {
  const nowMs = 10 * HOUR
  for (const fromMs of [12 * HOUR, 10 * HOUR, 10.25 * HOUR, 9 * HOUR, 14.1 * HOUR, 9 * DAY + 10 * HOUR]) assert.equal(slotAt(split, fromMs, nowMs), null)
  assert.ok(slotAt(ALWAYS_OPEN, 12 * HOUR, nowMs))
})

test('before holidays that are longer than a week, times after them can be chosen; what opens in months has none', () => {
  const from = (days: number): BusinessCalendar => ({ spansFrom: (atMs) => split.spansFrom(Math.max(atMs, days * DAY)) })
  const slots = slotsOf(from(9), 19 * HOUR)
  assert.equal(slots[0]?.fromMs, 9 * DAY + 9 * HOUR)
  assert.ok(slots.length > 50)
  assert.ok(slotAt(from(9), 15 * DAY + 9 * HOUR, 19 * HOUR))
  assert.equal(slotAt(from(9), 16 * DAY + 9 * HOUR, 19 * HOUR), null)
  assert.deepEqual(slotsOf(from(60), 19 * HOUR), [])
})

test('a time is closed when any of it is; hours that touch are one', () => {
  const at = (fromHour: number) => ({ fromMs: fromHour * HOUR, untilMs: fromHour * HOUR + SLOT_MS })
  const closed = [at(8), at(8.75), at(11.75), at(12), at(18), at(24)]
  assert.deepEqual(closedDuring(split, [...closed, at(9), at(11.5), at(13.5), at(33)]), closed)
  const touching: BusinessCalendar = { spansFrom: () => [9, 10, 11].map((hour) => ({ fromMs: hour * HOUR, untilMs: (hour + 1) * HOUR })) }
  assert.deepEqual(closedDuring(touching, [at(9.75), at(10.75), at(11.75)]), [at(11.75)])
  assert.deepEqual(closedDuring({ spansFrom: () => [] }, [at(9)]), [at(9)])
})

test('an hour is quiet or busy beside all others, by how long one waited in it, and never by two or three who came', () => {
  const loads = loadsOf(
    new Map([
      ['1-9', { stays: 40, waitedSeconds: 40 * 600 }],
      ['1-14', { stays: 40, waitedSeconds: 40 * 60 }],
      ['1-15', { stays: 40, waitedSeconds: 40 * 330 }],
      ['1-16', { stays: 1, waitedSeconds: 1 }],
    ]),
  )
  assert.deepEqual(Object.fromEntries(loads), { '1-9': 'busy', '1-14': 'quiet', '1-15': 'usual', '1-16': 'usual' })
  assert.equal(loadsOf(new Map([['1-9', { stays: 29, waitedSeconds: 10 }]])).size, 0)
})

test('the best times are the next quiet ones, some hours from each other', () => {
  const slots = Array.from({ length: 20 }, (_, index) => ({ fromMs: index * SLOT_MS, load: index < 4 ? ('busy' as const) : ('quiet' as const) }))
  assert.deepEqual(
    bestOf(slots).map(({ fromMs }) => fromMs / HOUR),
    [2, 5, 8],
  )
})
