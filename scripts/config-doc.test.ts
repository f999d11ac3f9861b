import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { configMarkdown } from '../packages/server/src/platform/config.ts'
import { README, withTable } from './config-doc.ts'

test('the README lists the variables that are read; else run: node scripts/node24.mjs scripts/config-doc.ts', () => {
  const text = readFileSync(README, 'utf8')
  assert.equal(withTable(text, configMarkdown()), text)
})

test('a README without its markers is not overwritten', () => {
  assert.throws(() => withTable('# Yingda', '| a |'))
})
