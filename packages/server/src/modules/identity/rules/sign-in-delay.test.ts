import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ACCOUNT_POLICY, ADDRESS_POLICY, countFailure, delayMs, outlook, takeBack, waitMs, type DelayState } from './sign-in-delay.ts'

const at = (ms: number): Date => new Date(Date.UTC(2026, 0, 1) + ms)
const fresh: DelayState = { failures: 0, lastFailureAt: at(0), nextAllowedAt: at(0) }

test('the wait doubles from half a minute to an hour', () => {
  const seconds = [1, 2, 3, 4, 5, 6, 9, 10, 11, 60].map((failures) => delayMs(ACCOUNT_POLICY, failures) / 1000)
  assert.deepEqual(seconds, [0, 0, 30, 60, 120, 240, 1920, 3600, 3600, 3600])
})

test('an address has more patience than an account', () => {
  assert.equal(delayMs(ADDRESS_POLICY, 20), 0)
  assert.equal(delayMs(ADDRESS_POLICY, 21), 30_000)
})

test('after a hundred failures in a row no waiting helps', () => {
  assert.ok(waitMs(ACCOUNT_POLICY, { ...fresh, failures: 100 }, at(365 * 86_400_000)) > 0)
})

test('an address forgets after a quiet hour, an account does not', () => {
  const busy = { ...fresh, failures: 30 }
  assert.equal(countFailure(ADDRESS_POLICY, busy, at(3_600_001)).failures, 1)
  assert.equal(countFailure(ACCOUNT_POLICY, busy, at(3_600_001)).failures, 31)
})

test('a right attempt takes back what was counted for it', () => {
  const third = countFailure(ACCOUNT_POLICY, { ...fresh, failures: 2 }, at(5000))
  assert.equal(waitMs(ACCOUNT_POLICY, third, at(5000)), 30_000)
  assert.equal(waitMs(ACCOUNT_POLICY, takeBack(ACCOUNT_POLICY, third), at(5000)), 0)
})

test('after a wrong proof it is known how many more may go wrong, and how long the pause then is', () => {
  assert.deepEqual(outlook(ACCOUNT_POLICY, 1), { triesLeft: 2, pauseSeconds: 30 })
  assert.deepEqual(outlook(ACCOUNT_POLICY, 2), { triesLeft: 1, pauseSeconds: 30 })
  assert.deepEqual(outlook(ACCOUNT_POLICY, 3), { triesLeft: 0, pauseSeconds: 30 })
  assert.deepEqual(outlook(ACCOUNT_POLICY, 5), { triesLeft: 0, pauseSeconds: 120 })
  assert.deepEqual(outlook(ADDRESS_POLICY, 1), { triesLeft: 20, pauseSeconds: 30 })
})

test('of two free attempts at once none waits, whichever began first by its clock', () => {
  const first = countFailure(ADDRESS_POLICY, fresh, at(7))
  assert.equal(waitMs(ADDRESS_POLICY, first, at(5)), 0)
})
