import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weaknessOf } from './password-strength.ts'

const lead = { email: 'he.jia@yunhe.example', role: 'lead' } as const
const agent = { email: 'lin.xiao@yunhe.example', role: 'agent' } as const

test('where a second factor is demanded eight characters do, else fifteen', () => {
  assert.deepEqual(weaknessOf('k9#vTq2', lead), { reason: 'too_short', min: 8 })
  assert.equal(weaknessOf('k9#vTq2w', lead), null)
  assert.deepEqual(weaknessOf('k9#vTq2wk9#vTq', agent), { reason: 'too_short', min: 15 })
  assert.equal(weaknessOf('correct horse battery', agent), null)
  assert.equal(weaknessOf('三只企鹅在屋顶上慢慢数星星呢呀', agent), null)
})

test('what is tried first is refused, in English and in pinyin', () => {
  const obvious = [
    'password',
    'Password123',
    'P@ssw0rd!',
    'qwertyuiop',
    '12345678',
    '87654321',
    '11111111',
    'abcabcabc',
    'abcdefgh',
    'woaini1314',
    'wodemima123',
    'WoAiNi520!',
    'zhongguo2026',
    'yingda2026',
    '20260101',
    '13800138000',
    'nihao12345',
    'adminadmin',
    'kefu@12345',
    '1qaz2wsx3edc',
  ]
  for (const password of obvious) assert.deepEqual(weaknessOf(password, lead), { reason: 'common' }, password)
})

test('an address is no password', () => {
  assert.deepEqual(weaknessOf('he.jia@yunhe.example', lead), { reason: 'contains_email' })
  assert.deepEqual(weaknessOf('HeJia-2026', lead), { reason: 'contains_email' })
})
