import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { sparingly } from './sparingly.ts'

test('a matter is said once a minute, and whoever invents matters does not fill the log', () => {
  let now = 0
  const said: string[] = []
  const warn = sparingly(pino({}, { write: (line: string) => void said.push(JSON.parse(line).origin) }), () => now)
  const say = (origin: string): void => warn('a page was refused', { origin })
  say('a')
  say('a')
  say('b')
  assert.deepEqual(said, ['a', 'b'])
  now = 60_000
  say('a')
  assert.deepEqual(said, ['a', 'b', 'a'])
  for (let count = 0; count < 1000; count += 1) say(`made-up-${count}`)
  assert.equal(said.length, 52)
})
