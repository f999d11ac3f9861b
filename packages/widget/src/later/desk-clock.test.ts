import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onClockOf } from './desk-clock.ts'

/** What the clock on this machine's wall shows. */
const read = (ms: number): number[] => {
  const at = new Date(ms)
  return [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()]
}

test('a clock elsewhere is read on the clock here, in summer and winter, from an instant or a number', () => {
  assert.deepEqual(read(onClockOf('Asia/Shanghai', '2026-11-22T15:18:00Z')), [2026, 11, 22, 23, 18])
  assert.deepEqual(read(onClockOf('Asia/Shanghai', Date.parse('2026-11-22T16:00:00Z'))), [2026, 11, 23, 0, 0])
  assert.deepEqual(read(onClockOf('America/New_York', '2026-07-01T13:30:00Z')), [2026, 7, 1, 9, 30])
})

test('before the desk has said where it is, it is here', () => {
  const at = new Date('2026-11-22T15:18:00Z')
  assert.equal(onClockOf(undefined, at.toISOString()), at.getTime())
})
