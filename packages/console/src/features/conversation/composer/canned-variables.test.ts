import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillVariables, unfilledVariables, unknownVariables, type CannedValues } from './canned-variables.ts'

const values: CannedValues = {
  'customer.name': '吴静怡',
  'agent.name': '林晓',
  'conversation.reference': 'C-88214',
  'transaction.amount': '¥128.00',
  'transaction.orderNo': null,
  today: '11 月 20 日',
}

test('every known variable is filled, spaces inside the braces or not', () => {
  assert.equal(fillVariables('{{customer.name}}您好，我是{{ agent.name }}，{{transaction.amount}}', values), '吴静怡您好，我是林晓，¥128.00')
})

test('an unknown value stays in its braces and is named before sending', () => {
  const text = fillVariables('订单 {{transaction.orderNo}} 和 {{transaction.orderNo}}', values)
  assert.equal(text, '订单 {{transaction.orderNo}} 和 {{transaction.orderNo}}')
  assert.deepEqual(unfilledVariables(text), ['{{transaction.orderNo}}'])
})

test('a value is put in as it stands, dollar signs included', () => {
  assert.equal(fillVariables('{{transaction.amount}}', { ...values, 'transaction.amount': '$&5.00' }), '$&5.00')
})

test('a misspelt variable is told to whoever writes the reply', () => {
  assert.deepEqual(unknownVariables('{{customer.name}} {{custmer.name}}'), ['custmer.name'])
})
