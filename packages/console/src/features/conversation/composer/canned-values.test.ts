import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationDetail } from '@yingda/protocol/http/staff.ts'
import { cannedValues } from './canned-values.ts'

const detailIn = (language: 'zh-CN' | 'en') =>
  ({ row: { customer: { name: '陈雨薇' }, reference: 'C-10001', language }, transaction: null }) as unknown as ConversationDetail // only what is named
const todayOn = (timeZone: string, language: 'zh-CN' | 'en') =>
  cannedValues(detailIn(language), { name: '林晓', timeZone }, new Date('2026-11-22T20:00:00Z')).today

test('the customer is told the day it is at the desk, wherever the agent sits', () => {
  assert.equal(todayOn('Asia/Shanghai', 'zh-CN'), '11 月 23 日')
  assert.equal(todayOn('America/New_York', 'en'), '22 Nov')
})
