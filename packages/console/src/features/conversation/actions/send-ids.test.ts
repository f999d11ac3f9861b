import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendIds } from './send-ids.ts'

test('the same asked again goes under the same id, anything else under another', () => {
  let count = 0
  const idOf = sendIds(() => ++count)
  assert.deepEqual([idOf('team a'), idOf('team a'), idOf('team b'), idOf('team b'), idOf('team a')], [1, 1, 2, 2, 3])
})
