import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sizeText } from './size-text.ts'

test('a size is written in the unit one would say', () => {
  assert.deepEqual([840, 320_400, 999_600, 2_400_000].map(sizeText), ['840 B', '320 kB', '1.0 MB', '2.4 MB'])
})
