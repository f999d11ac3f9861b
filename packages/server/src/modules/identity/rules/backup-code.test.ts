import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldBackupCode, newBackupCode } from './backup-code.ts'

test('a code is sixteen signs in groups of four, and no two are the same', () => {
  const codes = Array.from({ length: 500 }, newBackupCode)
  for (const code of codes) assert.match(code, /^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
  assert.equal(new Set(codes).size, codes.length)
  assert.equal(new Set(codes.join('').replaceAll('-', '')).size, 32, 'every sign of the alphabet occurs')
})

test('a code is read as people type it', () => {
  assert.equal(foldBackupCode(' K7FQ 9m2x–4tzd-ObIL '), 'k7fq9m2x4tzd0b11')
  assert.equal(foldBackupCode(''), '')
})
