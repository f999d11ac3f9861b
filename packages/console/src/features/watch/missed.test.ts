import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MissedPromise } from '@yingda/protocol/http/promise.ts'
import { missedId, newlyMissed, whatWasMissed } from './missed.ts'

const missed = (conversationId: string, missedAt = '2026-11-20T06:30:00.000Z', kind: MissedPromise['kind'] = 'next_reply') =>
  ({ conversationId, missedAt, kind }) as MissedPromise // nothing else is looked at
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

test('an answer and a resolution of one conversation, missed at once, are two', () => {
  const [answer, resolution] = [missed('a'), missed('a', undefined, 'resolution')]
  assert.deepEqual(newlyMissed(idsOf([answer]), [answer, resolution]), [resolution])
})

test('what was missed is named as far as it is all the same and all known', () => {
  const [answer, resolution] = [missed('a'), missed('b', undefined, 'resolution')]
  const told = (total: number, ...some: MissedPromise[]) => whatWasMissed({ total, missed: some })
  assert.deepEqual(
    [told(2, answer, missed('c')), told(1, resolution), told(2, answer, resolution), told(60, answer)],
    ['answer', 'resolution', 'either', 'either'],
  )
})
