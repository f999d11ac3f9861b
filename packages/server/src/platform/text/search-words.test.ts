import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldText, wordsOf } from './segment.ts'
import { tsQueryOf, tsVectorOf } from './search-words.ts'

test('Chinese is cut into words, and long words also into their parts', () => {
  const words = wordsOf('我的银行卡被冻结了')
  assert.ok(words.includes('银行卡') && words.includes('银行') && words.includes('冻结'), words.join('/'))
})

test('traditional characters and full width find what was written simplified and half width', () => {
  assert.equal(foldText('錢包ＡＢＣ'), '钱包abc')
})

test('a query is quoted, wants every word, and takes the last as a beginning', () => {
  assert.equal(tsQueryOf("refund o'clock\\"), "'refund' & 'o' & 'clock':*")
  assert.equal(tsQueryOf('  ，。!! '), null)
})

test('a text of operators and quotes is only words', () => {
  assert.equal(tsVectorOf("a & ('b' | !c) :*"), "'a':1 'b':2 'c':3")
})

test('a word that cutting hides behind its neighbour is found by its pair', () => {
  assert.ok(tsVectorOf('钱没到账').includes("'到账'"))
  assert.ok(tsQueryOf('到账')?.includes("'到账'"))
})
