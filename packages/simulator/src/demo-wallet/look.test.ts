import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOW } from '../testing.ts'
import { walletData } from '../wallet-data.ts'
import { historyLines, placeWords, questionTypeOf, reasonWords, signedAmount, stateWord } from './look.ts'
import { zh } from './words-zh.ts'

const data = walletData(NOW)
const all = data.stories.flatMap(({ customer }) => data.transactions(customer.externalId, NOW) ?? [])
const find = (id: string) => all.find((one) => one.id === id) ?? assert.fail(id)

for (const [id, amount, state, question] of [
  ['T88102-unknown', '¥128.00', '待银行确认', 'payment'],
  ['T88214-hotel', '−¥230.00', '预授权', 'payment'],
  ['T88214-failed', '¥128.00', '没有完成', 'payment'],
  ['T59240-slow-topup', '+¥500.00', '处理中', 'transfer'],
  ['T59240-bouncing', '¥200.00', '退回中', 'refund'],
  ['T59240-bounced', '¥300.00', '已退回', 'transfer'],
  ['T81377-groceries', '−¥86.50', '退回中', 'refund'],
  ['T81377-groceries-refund', '+¥86.50', '退回中', 'refund'],
  ['T83350-till', '¥128.00', '已撤销', 'payment'],
] as const) {
  test(`${id} reads ${amount}, ${state}, and is asked about as ${question}`, () => {
    assert.equal(signedAmount(find(id)), amount)
    assert.equal(stateWord(find(id), zh), state)
    assert.equal(questionTypeOf(find(id)), question)
  })
}

test('what is held for review is told as in progress, once, with no reason', () => {
  const held = find('T62208-held')
  assert.equal(reasonWords(held, zh), null)
  assert.deepEqual(
    historyLines(held, zh).map(({ word }) => word),
    ['创建', '处理中'],
  )
  assert.equal(placeWords(held, zh), zh.place.on_hold)
})

test('money on its way in is told as coming, not as withheld', () => {
  assert.equal(placeWords(find('T59240-slow-topup'), zh), zh.place.coming_in)
})

test('a refund that could not be paid out says so, not that the customer should check a payee', () => {
  assert.equal(reasonWords(find('T81377-shoes-refund'), zh), zh.refundFailed)
})
