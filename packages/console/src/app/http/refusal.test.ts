import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused, Unreachable, isRefused, mayRetry, retryAfterSeconds } from './refusal.ts'

const refused = (status: number, data: Record<string, unknown> = {}) => new Refused(status, { code: 'auth.wait_before_retry', message: 'wait', data })

test('an unreachable or busy server may be asked again, a plain no may not', () => {
  assert.equal(mayRetry(new Unreachable()), true)
  assert.equal(mayRetry(refused(503)), true)
  assert.equal(mayRetry(refused(429)), true)
  assert.equal(mayRetry(refused(409)), false)
  assert.equal(mayRetry(new TypeError('bug')), false)
})

test("a refusal is known by its code and carries the server's words", () => {
  const error = refused(429)
  assert.equal(isRefused(error, 'auth.wait_before_retry'), true)
  assert.equal(isRefused(error, 'auth.expired'), false)
  assert.equal(error.message, 'wait')
})

test('the time to wait is read in seconds, whichever unit the server used', () => {
  assert.equal(retryAfterSeconds(refused(429, { retryAfterSeconds: 8 })), 8)
  assert.equal(retryAfterSeconds(refused(429, { retryAfterMs: 1500 })), 2)
  assert.equal(retryAfterSeconds(refused(429)), null)
  assert.equal(retryAfterSeconds(new Unreachable()), null)
})
