import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptSecondsOf, givingOf } from './giving.ts'

test('a new team gives at once; what was set is shown', () => {
  assert.equal(acceptSecondsOf(givingOf(null)), null)
  assert.equal(acceptSecondsOf(givingOf({ strategy: 'least_busy', acceptSeconds: 45 })), 45)
})

test('only whole seconds from ten to a hundred and twenty may be set', () => {
  const of = (seconds: string) => acceptSecondsOf({ ...givingOf(null), asks: true, seconds })
  assert.deepEqual(['10', '120', '9', '121', '20.5', '', 'x'].map(of), [10, 120, undefined, undefined, undefined, undefined, undefined])
})
