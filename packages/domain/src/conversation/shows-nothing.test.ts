import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showsNothing } from './shows-nothing.ts'

test('a text of spaces, zero-width signs, direction marks and fillers alone shows nothing', () => {
  for (const text of [
    '',
    ' \n\t\u3000',
    '\u200b',
    '\u200d\u2060\ufeff',
    '\u202e \u2066\u2069',
    '\u200e\u200f\u061c',
    '\u00ad',
    '\u3164\u115f',
    '\u2800',
    '\ufe0f',
    '\u0007',
  ]) {
    assert.ok(showsNothing(text), JSON.stringify(text))
  }
})

test('a text with anything to see shows something, whatever stands around it', () => {
  for (const text of ['.', '\u200b好\u200b', '\u202etxt.exe', '👨‍👩‍👧‍👦', '👍️', '0', '…', '\u0301']) assert.ok(!showsNothing(text), JSON.stringify(text))
})
