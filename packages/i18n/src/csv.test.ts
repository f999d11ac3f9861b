import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OUTCOMES } from '@yingda/protocol/entries/conversation.ts'
import { CSV_WORDS } from './csv.ts'

test('a table has the same columns in every language, and every outcome has Chinese words', () => {
  assert.equal(CSV_WORDS['zh-CN'].accounts.length, CSV_WORDS.en.accounts.length)
  assert.equal(CSV_WORDS['zh-CN'].waits.length, CSV_WORDS.en.waits.length)
  for (const outcome of OUTCOMES) assert.ok(`resolved:${outcome}` in CSV_WORDS['zh-CN'].reasons, outcome)
})

test('no word would begin another cell or line', () => {
  for (const { accounts, waits, channels, reasons, thirds } of Object.values(CSV_WORDS))
    for (const word of [...accounts, ...waits, ...[channels, reasons, thirds].flatMap((words) => Object.values(words))]) assert.doesNotMatch(word, /[,"\r\n]/)
})
