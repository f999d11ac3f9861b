import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MissedPromise } from '@yingda/protocol/http/promise.ts'
import { missedId, newlyMissed, toldOf } from './missed.ts'

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

const told = (...some: MissedPromise[]) => toldOf({ total: some.length, missed: some })

test('of several conversations, those are counted and not their promises; what was missed is named as far as it is all the same', () => {
  const [answer, resolution] = [missed('a'), missed('b', undefined, 'resolution')]
  assert.deepEqual(told(answer, missed('c')), { of: 'conversations', what: 'answer', count: 2 })
  assert.deepEqual(told(resolution, missed('c', undefined, 'resolution')), { of: 'conversations', what: 'resolution', count: 2 })
  assert.deepEqual(told(answer, resolution), { of: 'conversations', what: 'either', count: 2 })
  assert.deepEqual(told(answer, resolution, missed('a', undefined, 'resolution'), missed('b')), { of: 'conversations', what: 'either', count: 2 })
})

test('one conversation is named once, whatever of it was missed', () => {
  const [answer, resolution] = [missed('a', undefined, 'first_reply'), missed('a', undefined, 'resolution')]
  assert.deepEqual(told(answer), { of: 'one', what: 'answer' })
  assert.deepEqual(told(resolution), { of: 'one', what: 'resolution' })
  assert.deepEqual(told(resolution, answer), { of: 'one', what: 'both' })
})

test('of more than came, the promises are counted: nobody knows whose the others are', () => {
  assert.deepEqual(toldOf({ total: 60, missed: [missed('a')] }), { of: 'promises', count: 60 })
})
