import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../testing/settle.ts'
import { keepFor, keepNothing } from './kept.ts'

test('what is kept is read once for all who ask, each name by itself, and again when its time is over', async () => {
  const kept = keepFor(200)
  let reads = 0
  const read = () => Promise.resolve({ count: (reads += 1) })
  assert.deepEqual([await kept('a', read), await kept('a', read), await kept('b', read)], [{ count: 1 }, { count: 1 }, { count: 2 }])
  await until('the next reading', async () => (await kept('a', read)).count === 3)
})

test('what could not be read is not kept, and without keeping every reading is new', async () => {
  const kept = keepFor(60_000)
  await assert.rejects(
    kept('a', () => Promise.reject(new Error('away'))),
    /away/,
  )
  assert.deepEqual(await kept('a', () => Promise.resolve({ there: true })), { there: true })
  let reads = 0
  const read = () => Promise.resolve({ count: (reads += 1) })
  assert.deepEqual([await keepNothing('a', read), await keepNothing('a', read)], [{ count: 1 }, { count: 2 }])
})
