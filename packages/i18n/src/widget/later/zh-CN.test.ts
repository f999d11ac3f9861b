import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zhCNMore } from './zh-CN.ts'

test('a time within a sentence stands apart from the words where it begins or ends with a figure', () => {
  assert.equal(zhCNMore.callBackByPhone('明天 1:00–1:30', '•••8000'), '同事会在明天 1:00–1:30 打给您，号码 •••8000')
  assert.equal(zhCNMore.callBackByChat('11 月 26 日 9:00–9:30'), '同事会在 11 月 26 日 9:00–9:30 在这里回复您')
  assert.equal(zhCNMore.callBackByMail('轮到您时', 'c•••@example.cn'), '同事会在轮到您时发邮件回复您，发到 c•••@example.cn')
})
