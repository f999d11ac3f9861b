import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readArguments } from './arguments.ts'

test('a seed is a whole number that somebody wrote; without one each campaign is another', () => {
  assert.deepEqual(readArguments(['--seed=7', '--minutes', '2']), { minutes: 2, seed: 7, json: false })
  assert.ok(Number.isSafeInteger(readArguments([]).seed))
  for (const seed of ['', ' ', '1.5', '-1', 'x']) assert.throws(() => readArguments([`--seed=${seed}`]), /--seed is a whole number/)
})
