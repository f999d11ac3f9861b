import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readArguments } from './arguments.ts'

test('a seed is a whole number that somebody wrote; without one each campaign is another', () => {
  assert.deepEqual(readArguments(['--seed=7', '--minutes', '2']), { minutes: 2, seed: 7, json: false })
  assert.ok(Number.isSafeInteger(readArguments([]).seed))
  for (const seed of ['', ' ', '1.5', '-1', 'x']) assert.throws(() => readArguments([`--seed=${seed}`]), /--seed is a whole number/)
})

test('minutes are more than none and at most a day, and what is refused says so', () => {
  assert.equal(readArguments(['--minutes', '0.5']).minutes, 0.5)
  for (const minutes of ['0', '-1', '', 'x', '1441'])
    assert.throws(() => readArguments([`--minutes=${minutes}`]), /--minutes is a number above 0, at most 1440/)
})
