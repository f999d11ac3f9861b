import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAnswer } from './answers.ts'
import { isTimeToTell, pauseAfterMs } from './retries.ts'

const bot = { kind: 'bot', name: '小禾' } as const
const answer = (kind: 'article' | 'wallet' | 'unsure' | 'greeting' | 'handover' | 'acknowledgement' | 'notice') => ({
  answer: { kind, source: null, transactionId: null, quickReplies: [], suggestions: [] },
})

test('what an agent writes, and what the bot answers or has to tell, is to reach the customer; greetings and thanks are not', () => {
  assert.equal(isAnswer({ kind: 'agent', id: 'a', name: '林晓' }, { answer: null }), true)
  assert.deepEqual(
    (['article', 'wallet', 'unsure', 'greeting', 'handover', 'acknowledgement', 'notice'] as const).map((kind) => isAnswer(bot, answer(kind))),
    [true, true, true, false, false, false, true],
  )
  assert.equal(isAnswer({ kind: 'customer', id: 'c' }, { answer: null }), false)
})

test('the pauses double up to a quarter of an hour and never end', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 7].map((attempts) => pauseAfterMs(attempts) / 1000),
    [30, 60, 120, 240, 480, 900, 900],
  )
  assert.equal(pauseAfterMs(10_000), 900_000)
})

test('people are told after the fourth attempt', () => {
  assert.deepEqual([1, 3, 4, 5].map(isTimeToTell), [false, false, true, true])
})
