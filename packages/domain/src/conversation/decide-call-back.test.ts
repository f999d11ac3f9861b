import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dialledNumber, maskedNumber } from './decide-call-back.ts'

test('a number is taken as people write it, and refused when it is none', () => {
  for (const [text, number] of [
    ['13800138000', '+8613800138000'],
    ['138-0013-8000', '+8613800138000'],
    ['＋８６ 138 0013 8000', '+8613800138000'],
    ['+44 20 7946 0958', '+442079460958'],
    ['0044 (20) 7946 0958', '+442079460958'],
    ['12345', null],
    ['2079460958', null],
    ['+0123456789', null],
    ['call me', null],
    ['+1234567890123456', null],
    ['', null],
  ] as const)
    assert.equal(dialledNumber(text), number, text)
})

test('whatever is typed, what comes out can be dialled, and what is shown of it are four digits', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const number = dialledNumber(text)
      if (number !== null) assert.match(number, /^\+[1-9]\d{7,14}$/)
    }),
  )
  assert.equal(maskedNumber('+8613800138000'), '•••8000')
})
