import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reloadForNewVersion } from './stale-version.ts'
import { memoryStorage } from './storage.ts'

test('a missing piece starts the page afresh, at most once a minute', () => {
  const storage = memoryStorage()
  let reloads = 0
  const missing = (nowMs: number) => reloadForNewVersion(storage, () => void (reloads += 1), nowMs)
  missing(1_000_000)
  missing(1_030_000)
  assert.equal(reloads, 1)
  missing(1_061_000)
  assert.equal(reloads, 2)
})
