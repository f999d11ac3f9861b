import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAlive, steppedUpUntil } from './session-life.ts'

const at = (ms: number): Date => new Date(Date.UTC(2026, 0, 1) + ms)
const HOUR = 3_600_000

test('a session dies after twelve idle hours, and after seven days however busy', () => {
  const expiresAt = at(7 * 24 * HOUR)
  assert.equal(isAlive({ lastSeenAt: at(0), expiresAt }, at(12 * HOUR - 1)), true)
  assert.equal(isAlive({ lastSeenAt: at(0), expiresAt }, at(12 * HOUR)), false)
  assert.equal(isAlive({ lastSeenAt: at(7 * 24 * HOUR - 5), expiresAt }, at(7 * 24 * HOUR - 1)), true)
  assert.equal(isAlive({ lastSeenAt: at(7 * 24 * HOUR - 5), expiresAt }, expiresAt), false)
})

test('a step-up counts for five minutes and not at five minutes', () => {
  assert.equal(steppedUpUntil(null, at(0)), null)
  assert.equal(steppedUpUntil(at(0), at(5 * 60_000 - 1))?.getTime(), at(5 * 60_000).getTime())
  assert.equal(steppedUpUntil(at(0), at(5 * 60_000)), null)
})
