import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALWAYS_OPEN, businessMsBetween, type BusinessCalendar } from './business-time.ts'
import { changeClock, joinedFrom, passOn, press, type ResolutionClock, type ResolutionTarget } from './resolution.ts'

const MINUTE_MS = 60_000
const HOUR: ResolutionTarget = { minutes: 60, warnPercent: 50 }
const hours = (was: BusinessCalendar, is = was, target: ResolutionTarget | null = HOUR) => ({ was, is, target })
/** Open for the first half of every hour, so many hours long. */
const halfHours = (count: number): BusinessCalendar => ({
  *spansFrom(atMs) {
    for (let hour = Math.max(0, Math.floor(atMs / MINUTE_MS / 60)); hour < count; hour += 1) {
      const untilMs = (hour * 60 + 30) * MINUTE_MS
      if (untilMs > atMs) yield { fromMs: hour * 60 * MINUTE_MS, untilMs }
    }
  },
})

/** Runs and stops by turns at these minutes. */
function turned(minutes: readonly number[], calendar = ALWAYS_OPEN, target: ResolutionTarget | null = HOUR): ResolutionClock {
  let clock: ResolutionClock | null = null
  minutes.forEach((minute, index) => {
    clock = changeClock(clock, { do: index % 2 === 0 ? 'run' : 'pause' }, minute * MINUTE_MS, hours(calendar, calendar, target))
  })
  return clock ?? assert.fail()
}
const end = (clock: ResolutionClock, minute: number) =>
  changeClock(clock, { do: 'end', how: 'resolved' }, minute * MINUTE_MS, hours(ALWAYS_OPEN)) ?? assert.fail()
const times = ({ warnAtMs, dueAtMs }: ResolutionClock) => [warnAtMs, dueAtMs].map((at) => (at === null ? null : at / MINUTE_MS))

test('what runs from the beginning is due when the promised time has gone by', () => {
  assert.deepEqual(times(turned([100])), [130, 160])
  assert.deepEqual(times(turned([100], ALWAYS_OPEN, null)), [null, null], 'nothing is promised')
})

test('while it stands still nothing comes due; then what was left is left', () => {
  assert.deepEqual(times(turned([100, 120])), [null, null])
  assert.deepEqual(times(turned([100, 120, 500])), [510, 540])
  assert.deepEqual(times(turned([100, 140, 500])), [500, 520], 'due soon since before')
  assert.deepEqual(times(end(turned([100]), 159)), [null, null])
})

test('what had run out stays late, since the same instant', () => {
  assert.deepEqual(times(turned([100, 180])), [null, 160])
  assert.deepEqual(times(turned([100, 180, 900])), [160, 160])
  assert.deepEqual(times(end(turned([100, 180, 900]), 950)), [null, 160])
})

test('only open hours count', () => {
  assert.deepEqual(times(turned([10], halfHours(100))), [70, 130])
  // 20 open minutes until minute 30, then from the closed half of an hour on
  assert.deepEqual(times(turned([10, 50, 160], halfHours(100))), [190, 250])
})

test('where the calendar ends first, every minute counts', () => {
  assert.deepEqual(times(turned([0], halfHours(1))), [30, 60])
  assert.deepEqual(times(turned([0, 40, 100], halfHours(1))), [100, 120])
})

test('wherever the pauses fall, as much open time lies in the pieces until it is due as was promised, and no less a moment before', () => {
  const pieces = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 200 })), { maxLength: 6 })
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 400 }), (made, minutes) => {
      const calendar = halfHours(10_000)
      let minute = 7
      const turns = [...made.flatMap(([length, pause]) => [minute, (minute += length)].concat((minute += pause) && [])), minute]
      const { dueAtMs } = turned(turns, calendar, { minutes, warnPercent: 50 })
      assert.ok(dueAtMs !== null)
      const used = (untilMs: number): number => {
        let sum = 0
        for (let index = 0; index < turns.length; index += 2) {
          const fromMs = (turns[index] ?? 0) * MINUTE_MS
          sum += businessMsBetween(calendar, fromMs, Math.max(fromMs, Math.min((turns[index + 1] ?? Infinity) * MINUTE_MS, untilMs)))
        }
        return sum
      }
      assert.equal(used(dueAtMs), minutes * MINUTE_MS)
      assert.ok(used(dueAtMs - 1) < minutes * MINUTE_MS)
    }),
  )
})

test('other hours change what is still to come, not what has been', () => {
  const closedUntil = (minute: number): BusinessCalendar => ({ spansFrom: (atMs) => [{ fromMs: Math.max(minute * MINUTE_MS, atMs), untilMs: Infinity }] })
  const onTime = turned([100])
  assert.deepEqual(times(passOn(onTime, 120 * MINUTE_MS, hours(ALWAYS_OPEN, closedUntil(1000)))), [1010, 1040])
  const late = passOn(onTime, 200 * MINUTE_MS, hours(ALWAYS_OPEN, closedUntil(1000)))
  assert.deepEqual(times(late), [160, 160])
  // Its hours were changed while it ran: what stood was the time that was said.
  assert.deepEqual(times(changeClock(onTime, { do: 'pause' }, 120 * MINUTE_MS, hours(closedUntil(1000))) ?? assert.fail()), [null, null])
})

test('longer hours, once set, make nobody wait longer than was promised', () => {
  // Promised in 60 open minutes: half of them before minute 30, the others after minute 60. Then it is open all the time.
  const running = changeClock(null, { do: 'run' }, 0, hours(halfHours(100))) ?? assert.fail()
  assert.deepEqual(times(running), [30, 90])
  const paused = changeClock(running, { do: 'pause' }, 10 * MINUTE_MS, hours(ALWAYS_OPEN)) ?? assert.fail()
  assert.deepEqual(times(changeClock(paused, { do: 'run' }, 500 * MINUTE_MS, hours(ALWAYS_OPEN)) ?? assert.fail()), [530, 560])
})

test('more pressing it is due as if it came now, where that is sooner; never later, and never at once', () => {
  const half = { minutes: 30, warnPercent: 50 }
  assert.deepEqual(times(press(turned([100]), 110 * MINUTE_MS, hours(ALWAYS_OPEN, ALWAYS_OPEN, half))), [125, 140])
  assert.deepEqual(times(press(turned([100]), 150 * MINUTE_MS, hours(ALWAYS_OPEN, ALWAYS_OPEN, half))), [150, 160])
  assert.deepEqual(times(press(turned([100]), 170 * MINUTE_MS, hours(ALWAYS_OPEN, ALWAYS_OPEN, half))), [160, 160], 'late is late')
  assert.deepEqual(times(press(turned([100], ALWAYS_OPEN, null), 900 * MINUTE_MS, hours(ALWAYS_OPEN, ALWAYS_OPEN, half))), [915, 930])
  const paused = press(turned([100, 110]), 120 * MINUTE_MS, hours(ALWAYS_OPEN, ALWAYS_OPEN, half))
  assert.deepEqual(times(changeClock(paused, { do: 'run' }, 900 * MINUTE_MS, hours(ALWAYS_OPEN)) ?? assert.fail()), [915, 930])
})

test('given back to the bot and asked for again it begins anew; reopened it goes on', () => {
  const back = changeClock(turned([100]), { do: 'end', how: 'returned_to_bot' }, 110 * MINUTE_MS, hours(ALWAYS_OPEN))
  assert.deepEqual(times(changeClock(back, { do: 'run' }, 500 * MINUTE_MS, hours(ALWAYS_OPEN)) ?? assert.fail()), [530, 560])
  assert.deepEqual(times(changeClock(end(turned([100]), 110), { do: 'run' }, 500 * MINUTE_MS, hours(ALWAYS_OPEN)) ?? assert.fail()), [520, 550])
})

test('of two that become one the one with less time left stands, and what was late in either is late', () => {
  const at = 150 * MINUTE_MS
  const joined = (source: ResolutionClock, target: ResolutionClock | null) =>
    changeClock(target, { do: 'join', ...joinedFrom(source, at, ALWAYS_OPEN) }, at, hours(ALWAYS_OPEN)) ?? assert.fail()
  assert.deepEqual(times(joined(turned([100]), turned([140]))), [150, 160])
  assert.deepEqual(times(joined(turned([140]), turned([100]))), [150, 160])
  assert.deepEqual(times(joined(turned([20]), turned([140]))), [80, 80], 'late in the source')
  assert.deepEqual(times(joined(turned([140], ALWAYS_OPEN, null), turned([140]))), [170, 200])
  const withBot = joined(turned([100]), null)
  assert.deepEqual(times(changeClock(withBot, { do: 'run' }, at, hours(ALWAYS_OPEN)) ?? assert.fail()), [150, 160])
})
