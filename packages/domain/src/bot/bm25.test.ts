import { test } from 'node:test'
import assert from 'node:assert/strict'
import { learnBm25, openBm25 } from './bm25.ts'

const words = (text: string) => text.split(' ')

test('a rare word in common counts more than a frequent one, and none counts nothing', () => {
  const index = openBm25(learnBm25(['card fee abroad', 'card lost', 'card pin'].map((text) => [{ terms: words(text), weight: 1 }])))
  const [fee = 0, lost = 0, pin = 0] = index.scores(words('card fee'))
  assert.ok(fee > lost && Math.abs(lost - pin) < 0.05)
  assert.deepEqual([...index.scores(words('weather'))], [0, 0, 0])
})
