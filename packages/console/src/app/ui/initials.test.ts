import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialsOf } from './initials.ts'

test('a Chinese name is its first character, a Latin one its first letters', () => {
  assert.equal(initialsOf('吴静怡'), '吴')
  assert.equal(initialsOf('Jingyi Wu'), 'JW')
  assert.equal(initialsOf('Maria de la Cruz'), 'MC')
  assert.equal(initialsOf('maya'), 'M')
  assert.equal(initialsOf(null), '')
})
