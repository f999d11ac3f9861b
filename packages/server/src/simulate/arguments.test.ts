import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readArguments } from './arguments.ts'

test('a whole holiday takes eight minutes unless something else is asked for', () => {
  assert.deepEqual(readArguments([]), { profile: 'holiday', seed: 1, arrivals: null, from: 0, until: 24, speed: 180, json: false })
  assert.equal(readArguments(['--minutes', '12']).speed, 120)
  assert.equal(readArguments(['--from', '8', '--until', '12', '--minutes', '2']).speed, 120)
  assert.equal(readArguments(['--speed', '60', '--seed', '9', '--profile', 'incident', '--json']).speed, 60)
})

test('what cannot be meant is refused in words', () => {
  for (const [args, words] of [
    [['--profile', 'quiet'], /--profile is one of/],
    [['--seed', '1.5'], /whole numbers/],
    [['--from', '12', '--until', '12'], /--from comes before/],
    [['--minutes', '3', '--speed', '3'], /not both/],
    [['--minutes', 'soon'], /--minutes is a number/],
    [['--speed', ''], /--speed is a number/],
  ] as const)
    assert.throws(() => readArguments(args), words)
})
