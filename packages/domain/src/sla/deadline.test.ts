import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALWAYS_OPEN, type BusinessCalendar } from './business-time.ts'
import { deadlineOf, type PromiseTarget } from './deadline.ts'

const MINUTE_MS = 60_000
const targets: PromiseTarget[] = [
  { kind: 'first_reply', priority: 'high', minutes: 20, warnPercent: 75 },
  { kind: 'next_reply', priority: 'high', minutes: 40, warnPercent: 50 },
]
/** Open for ten minutes, closed for ten, open for ten; then for good closed. */
const twice: BusinessCalendar = {
  *spansFrom(atMs) {
    for (const [from, until] of [
      [0, 10],
      [20, 30],
    ] as const)
      if (until * MINUTE_MS > atMs) yield { fromMs: from * MINUTE_MS, untilMs: until * MINUTE_MS }
  },
}
const minutes = ({ warnAtMs, dueAtMs }: { warnAtMs: number; dueAtMs: number }) => [warnAtMs / MINUTE_MS, dueAtMs / MINUTE_MS]

test('a promise counts the minutes in which the desk is open', () => {
  assert.deepEqual(minutes(deadlineOf(targets, { kind: 'first_reply', priority: 'high', fromMs: 0 }, ALWAYS_OPEN)), [15, 20])
  assert.deepEqual(minutes(deadlineOf(targets, { kind: 'first_reply', priority: 'high', fromMs: 0 }, twice)), [25, 30])
  assert.deepEqual(minutes(deadlineOf(targets, { kind: 'next_reply', priority: 'high', fromMs: 0 }, ALWAYS_OPEN)), [20, 40])
})

test('where the calendar ends first, an answer is owed all the same', () => {
  assert.deepEqual(minutes(deadlineOf(targets, { kind: 'next_reply', priority: 'high', fromMs: 0 }, twice)), [30, 40])
})

test('what nobody promised is a mistake of ours', () => {
  assert.throws(() => deadlineOf(targets, { kind: 'bot_reply', priority: 'high', fromMs: 0 }, ALWAYS_OPEN))
})
