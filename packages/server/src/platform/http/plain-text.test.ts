import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlainText } from './plain-text.ts'

test('ordinary words, emoji and control characters are plain', () => {
  for (const value of ['钱扣了吗 👨‍👩‍👧 \n\t\u0007', { a: ['b', { c: null }], d: 1 }, undefined, null, 5, '']) assert.ok(isPlainText(value))
})

test('NUL and half a pair are found wherever they stand, names of fields too', () => {
  for (const value of ['a\0', '\ud83d', 'x\udc00y', { a: [{ b: '\0' }] }, { ['\0']: 1 }]) assert.ok(!isPlainText(value))
})

test('a body nested as deep as it is long is looked through', () => {
  let deep: unknown = 'plain'
  for (let depth = 0; depth < 200_000; depth += 1) deep = [deep]
  assert.ok(isPlainText(deep))
})
