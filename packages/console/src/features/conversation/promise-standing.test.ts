import assert from 'node:assert/strict'
import { test } from 'node:test'
import { promiseStanding, resolutionStanding } from './promise-standing.ts'

const at = (minute: number, second = 0): string => `2026-11-20T06:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}.000Z`
const promise = { kind: 'first_reply', since: at(0), warnAt: at(3, 45), dueAt: at(5) } as const
const standing = (when: string) => promiseStanding(promise, Date.parse(when))

test('the bar fills from the question to the deadline and stays full', () => {
  assert.deepEqual(
    [at(0), at(1), at(5), at(9)].map((when) => standing(when).percent),
    [0, 20, 100, 100],
  )
  assert.equal(standing(at(1)).promisedMs, 300_000)
})

test('it warns as the promise says, is at risk in the last tenth and late from the deadline on', () => {
  assert.deepEqual(
    [at(3, 44), at(3, 45), at(4, 30), at(5)].map((when) => [standing(when).look, standing(when).isLate]),
    [
      ['plain', false],
      ['wait', false],
      ['risk', false],
      ['risk', true],
    ],
  )
})

test('what is to be resolved is late at its deadline and not before, however long ago people got it', () => {
  const resolution = { since: '2026-11-17T06:00:00.000Z', warnAt: at(45), dueAt: at(59) }
  const looks = [at(0), at(44), at(45), at(58, 59), at(59)].map((when) => resolutionStanding(resolution, Date.parse(when)).look)
  assert.deepEqual(looks, ['plain', 'plain', 'wait', 'wait', 'risk'])
})
