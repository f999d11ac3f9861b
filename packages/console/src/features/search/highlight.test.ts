import assert from 'node:assert/strict'
import { test } from 'node:test'
import { highlight } from './highlight.ts'

const hits = (snippet: string, q: string) =>
  highlight(snippet, q)
    .filter((part) => part.hit)
    .map((part) => part.text)

test('every word looked for stands out, whatever its case', () => {
  assert.deepEqual(hits('Refund of the hotel refund', 'REFUND hotel'), ['Refund', 'hotel', 'refund'])
  assert.deepEqual(hits('余额明明够', '余额'), ['余额'])
})

test('signs that mean something in a pattern are only signs here', () => {
  assert.deepEqual(hits('cost (¥1.00)', '(¥1.00)'), ['(¥1.00)'])
})

test('the words stay whole and in order', () => {
  assert.equal(
    highlight('a refund b', 'refund')
      .map((part) => part.text)
      .join(''),
    'a refund b',
  )
  assert.deepEqual(highlight('abc', ''), [{ text: 'abc', hit: false }])
})
