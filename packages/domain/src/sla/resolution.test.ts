import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ResolvingClock } from '../conversation/resolving.ts'
import { ALWAYS_OPEN, businessMsBetween, type BusinessCalendar } from './business-time.ts'
import { resolutionDeadline } from './resolution.ts'

const MINUTE_MS = 60_000
const iso = (minutes: number): string => new Date(minutes * MINUTE_MS).toISOString()
const clockOf = (pieces: readonly (readonly [number, number])[], runningSince: number | null): ResolvingClock => ({
  startedAt: iso(pieces[0]?.[0] ?? runningSince ?? 0),
  pieces: pieces.map(([from, until]) => ({ from: iso(from), until: iso(until) })),
  runningSince: runningSince === null ? null : iso(runningSince),
  ended: null,
})
const minutes = ({ warnAtMs, dueAtMs }: ReturnType<typeof resolutionDeadline>) => [warnAtMs, dueAtMs].map((at) => (at === null ? null : at / MINUTE_MS))
const HOUR = { minutes: 60, warnPercent: 50 }
/** Open for half an hour, closed for half an hour, from the beginning of time, so many times. */
const halfHours = (times: number): BusinessCalendar => ({
  *spansFrom(atMs) {
    for (let hour = Math.max(0, Math.floor(atMs / MINUTE_MS / 60) - 1); hour < times; hour += 1) {
      const untilMs = (hour * 60 + 30) * MINUTE_MS
      if (untilMs > atMs) yield { fromMs: hour * 60 * MINUTE_MS, untilMs }
    }
  },
})

test('what runs from the beginning is due when the promised time has gone by', () => {
  assert.deepEqual(minutes(resolutionDeadline(HOUR, clockOf([], 100), ALWAYS_OPEN)), [130, 160])
})

test('while the clock stands still nothing comes due; then what was left is left', () => {
  assert.deepEqual(minutes(resolutionDeadline(HOUR, clockOf([[100, 120]], null), ALWAYS_OPEN)), [null, null])
  assert.deepEqual(minutes(resolutionDeadline(HOUR, clockOf([[100, 140]], null), ALWAYS_OPEN)), [130, null])
  assert.deepEqual(minutes(resolutionDeadline(HOUR, clockOf([[100, 120]], 500), ALWAYS_OPEN)), [510, 540])
})

test('what had run out before the clock stood still stays late, since the same instant', () => {
  assert.deepEqual(minutes(resolutionDeadline(HOUR, clockOf([[100, 180]], null), ALWAYS_OPEN)), [130, 160])
  assert.deepEqual(minutes(resolutionDeadline(HOUR, clockOf([[100, 180]], 900), ALWAYS_OPEN)), [130, 160])
})

test('only open hours count, in every piece', () => {
  // 20 of 30 open minutes before the pause, then from the closed half of an hour on
  assert.deepEqual(minutes(resolutionDeadline(HOUR, clockOf([[10, 50]], 160), halfHours(100))), [190, 250])
})

test('where the calendar ends first, every minute counts', () => {
  assert.deepEqual(minutes(resolutionDeadline(HOUR, clockOf([], 0), halfHours(1))), [30, 60])
})

test('wherever the pauses fall: by the time it is due as much open time lies in the pieces as was promised, and no less a moment before', () => {
  const lengths = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 200 })), { maxLength: 6 })
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 400 }), (made, promised) => {
      let at = 7
      const pieces = made.map(([length, pause]) => {
        const from = at
        at += length + pause
        return [from, from + length] as const
      })
      const calendar = halfHours(10_000)
      const { dueAtMs } = resolutionDeadline({ minutes: promised, warnPercent: 50 }, clockOf(pieces, at), calendar)
      assert.ok(dueAtMs !== null)
      const used = (untilMs: number): number =>
        [...pieces.map(([from, until]) => [from * MINUTE_MS, until * MINUTE_MS] as const), [at * MINUTE_MS, Infinity] as const].reduce(
          (sum, [from, until]) => sum + businessMsBetween(calendar, from, Math.max(from, Math.min(until, untilMs))),
          0,
        )
      assert.equal(used(dueAtMs), promised * MINUTE_MS)
      assert.ok(used(dueAtMs - 1) < promised * MINUTE_MS)
    }),
  )
})
