import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowsInSight } from './rows-in-sight.ts'

test('what is in sight is asked of every list that stands on the screen, as it is now', () => {
  const inSight = rowsInSight()
  let shown = ['a', 'b']
  const end = inSight.watch(() => shown)
  inSight.watch(() => ['b', 'c'])
  shown = ['d']
  assert.deepEqual(inSight.ids(), new Set(['d', 'b', 'c']))
  end()
  assert.deepEqual(inSight.ids(), new Set(['b', 'c']))
})
