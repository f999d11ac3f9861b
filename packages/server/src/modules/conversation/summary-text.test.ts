import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packSummary, unpackSummary, wordsOfSummary } from './summary-text.ts'

const words = { 'zh-CN': '客户问：“{退款}”到哪里了', en: 'The customer asks: where is “{refund}”' }

test('a summary comes back in both languages, and is found by the words of each', () => {
  assert.deepEqual(unpackSummary(packSummary(words)), words)
  assert.equal(wordsOfSummary(packSummary(words)), `${words['zh-CN']}\n${words.en}`)
})

test('none is an empty text; what is no summary of both languages stays the text it is', () => {
  assert.equal(packSummary(null), '')
  for (const text of ['', '客户问：退款', '{退款}', '{"en":"only one"}', '{"zh-CN":1,"en":2}', '{"zh-CN":"a","en":"b","more":"c"}']) {
    assert.equal(unpackSummary(text), null)
    assert.equal(wordsOfSummary(text), text)
  }
})
