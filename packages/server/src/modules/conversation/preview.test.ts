import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cut, isCut } from './preview.ts'

test('what fits stands as it was written, on one line', () => {
  assert.equal(cut('  付款\n\n 失败了 ', 60), '付款 失败了')
  assert.equal(cut('a'.repeat(60), 60), 'a'.repeat(60))
  assert.equal(cut('😀'.repeat(60), 60), '😀'.repeat(60))
})

test('what is longer is cut between whole characters, and says so', () => {
  assert.equal(cut('a'.repeat(61), 60), `${'a'.repeat(59)}…`)
  assert.equal(cut(`a${'😀'.repeat(60)}`, 60), `a${'😀'.repeat(58)}…`)
  assert.equal(cut('😀'.repeat(5000), 60), `${'😀'.repeat(59)}…`)
  assert.ok(isCut(cut('字'.repeat(61), 60)))
})
