import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { deskNow, hearTime } from './desk-now.ts'

const NOON = Date.parse('2026-11-20T12:00:00.000Z')
const HOUR_MS = 3_600_000

test('a clock that is hours wrong, either way, is read as the desk’s; a right one and an answer without a time change nothing', () => {
  mock.timers.enable({ apis: ['Date'], now: NOON })
  const said = (ms: number) => new Date(ms).toUTCString()
  for (const [aheadMs, expected] of [
    [5 * HOUR_MS, NOON - 5 * HOUR_MS],
    [-9 * HOUR_MS, NOON + 9 * HOUR_MS],
    [20_000, NOON],
  ] as const) {
    hearTime(said(NOON - aheadMs))
    assert.equal(deskNow(), expected)
    for (const nothing of [null, 'soon']) hearTime(nothing)
    assert.equal(deskNow(), expected, 'what was heard before stays')
  }
  mock.timers.reset()
})
