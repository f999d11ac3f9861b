import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MissedPromise } from '@yingda/protocol/http/promise.ts'
import { missedId, newlyMissed } from './missed.ts'

const missed = (conversationId: string, missedAt = '2026-11-20T06:30:00.000Z') => ({ conversationId, missedAt }) as MissedPromise // nothing else is looked at
const idsOf = (some: readonly MissedPromise[]) => new Set(some.map(missedId))

test('what is missed sounds once: when it comes, not when it is read again, and not for what was there at the start', () => {
  const [a, b] = [missed('a'), missed('b')]
  assert.deepEqual(newlyMissed(null, [a]), [])
  assert.deepEqual(newlyMissed(idsOf([a]), [b, a]), [b])
  assert.deepEqual(newlyMissed(idsOf([a, b]), [b, a]), [])
})

test('what was put to another time and missed again is told again', () => {
  const again = missed('a', '2026-11-20T09:00:00.000Z')
  assert.deepEqual(newlyMissed(idsOf([missed('a')]), [again]), [again])
})
