import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Crowd } from './crowd.ts'
import { Refused, Unreachable } from './refusal.ts'

const overloaded = (retryAfterSeconds: number) => new Refused(503, { code: 'server.overloaded', message: '', data: { retryAfterSeconds } })

test('what was put off is put off until just that is served', () => {
  const crowd = new Crowd(() => 1000)
  const told: (number | null)[] = []
  crowd.listen(() => told.push(crowd.again()))
  crowd.refused('GET /conversations', overloaded(9))
  crowd.refused('GET /search', overloaded(12))
  crowd.served('POST /conversations/c/messages')
  crowd.served('GET /search')
  crowd.served('GET /conversations')
  assert.deepEqual(told, [10_000, 13_000, 10_000, null])
})

test('any other refusal, or no answer at all, is another matter', () => {
  const crowd = new Crowd()
  crowd.refused('a', new Refused(503, { code: 'server.busy', message: '', data: { retryAfterSeconds: 5 } }))
  crowd.refused('b', new Unreachable())
  assert.equal(crowd.again(), null)
})

test('what nobody asks for again is forgotten when something else is heard of', () => {
  let nowMs = 0
  const crowd = new Crowd(() => nowMs)
  crowd.refused('left', overloaded(5))
  nowMs = 21_000
  crowd.refused('other', overloaded(5))
  crowd.served('other')
  assert.equal(crowd.again(), null)
})
