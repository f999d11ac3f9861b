import { test } from 'node:test'
import assert from 'node:assert/strict'
import { searchOnly } from './search-only.ts'
import type { Question } from './understanding.ts'

const FOUND = ['refund-status', 'refund-not-received', 'request-refund', 'charged-twice']
const understanding = searchOnly((text, language, limit) => (text.includes('退款') && language === 'zh-CN' ? FOUND.slice(0, limit) : []))
const ask = (text: string, notHelpful: string[] = []) =>
  understanding.answer({ text, language: 'zh-CN', questionType: 'other', history: { unanswered: [], notHelpful } } satisfies Question)

test('before anything is learned, articles are offered to choose from and none is called the answer', () => {
  assert.deepEqual(ask('退款到哪了'), { kind: 'unsure', language: 'zh-CN', suggestions: ['refund-status', 'refund-not-received', 'request-refund'] })
  assert.deepEqual(ask('退款到哪了', ['refund-status']), { kind: 'unsure', language: 'zh-CN', suggestions: FOUND.slice(1) })
  assert.deepEqual(ask('what is this'), { kind: 'unsure', language: 'en', suggestions: [] })
})

test('what a rule recognises is recognised from the first moment', () => {
  assert.equal(ask('转人工').kind, 'wants_person')
  assert.equal(ask('我的验证码是 482913').kind, 'secret_shared')
  assert.equal(ask('你好').kind, 'greeting')
  assert.deepEqual(ask('我不想活了'), { kind: 'needs_person', language: 'zh-CN', intent: 'vulnerable_distress', slug: null })
})
