import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchingReplies, replyText } from './canned-replies.ts'

const replies = [
  { shortcut: 'refund', title: '退款到账时间' },
  { shortcut: 'hello', title: '开场问候' },
  { shortcut: 'hold', title: '预授权说明' },
]
const shortcuts = (typed: string) => matchingReplies(replies, typed).map((reply) => reply.shortcut)

test('a shortcut that begins as typed stands before a title that holds it', () => {
  assert.deepEqual(shortcuts('h'), ['hello', 'hold'])
  assert.deepEqual(shortcuts('问候'), ['hello'])
  assert.deepEqual(shortcuts('fund'), ['refund'])
  assert.deepEqual(shortcuts(''), ['hello', 'hold', 'refund'])
})

test("the customer's language is used, the other when nothing else was written", () => {
  assert.equal(replyText({ textZh: '您好', textEn: 'Hello' }, 'en'), 'Hello')
  assert.equal(replyText({ textZh: '您好', textEn: '' }, 'en'), '您好')
})
