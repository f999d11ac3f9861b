import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { TypingSignal } from './typing-signal.ts'

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }))
afterEach(() => mock.timers.reset())

function aSignal() {
  const told: boolean[] = []
  return { told, signal: new TypingSignal((on) => told.push(on)) }
}

test('writing is told at once and again only after three seconds', () => {
  const { told, signal } = aSignal()
  for (let second = 0; second < 4; second += 1) {
    signal.typing()
    mock.timers.tick(1000)
  }
  assert.deepEqual(told, [true, true])
})

test('five still seconds are told as stopped, once', () => {
  const { told, signal } = aSignal()
  signal.typing()
  mock.timers.tick(5000)
  signal.stopped()
  assert.deepEqual(told, [true, false])
})

test('who never wrote has nothing to stop', () => {
  const { told, signal } = aSignal()
  signal.stopped()
  assert.deepEqual(told, [])
})
