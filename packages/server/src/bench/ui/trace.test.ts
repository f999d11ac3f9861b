import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spentBetween, type TraceEvent } from './trace.ts'

const at = { pid: 1, tid: 7 }
const mark = (ts: number): TraceEvent => ({ ...at, name: 'step', cat: 'blink.user_timing', ph: 'I', ts })
const task = (ts: number, dur: number, tdur: number, where = at): TraceEvent => ({ ...where, name: 'RunTask', ph: 'X', ts, dur, tdur })

test('tasks between two marks are added up; one that a mark cuts counts on each side, one inside another not again', () => {
  const events = [
    mark(10_000),
    task(8000, 4000, 2000), // half of it before the first mark
    task(20_000, 5000, 5000),
    task(21_000, 1000, 1000), // within the one above
    mark(30_000),
    task(31_000, 1000, 500),
    mark(40_000),
  ]
  assert.deepEqual(spentBetween(events, 'step'), [
    { wallMs: 7, runMs: 6 },
    { wallMs: 1, runMs: 0.5 },
  ])
})

test('other threads and other pages do not count', () => {
  const events = [mark(0), task(1000, 1000, 1000), task(1000, 9000, 9000, { pid: 1, tid: 8 }), task(1000, 9000, 9000, { pid: 2, tid: 7 }), mark(20_000)]
  assert.deepEqual(spentBetween(events, 'step'), [{ wallMs: 1, runMs: 1 }])
})

test('a trace without marks or without tasks measures nothing, and says so', () => {
  assert.throws(() => spentBetween([], 'step'), /no mark step/)
  assert.throws(() => spentBetween([mark(0), mark(1)], 'step'), /no tasks/)
})
