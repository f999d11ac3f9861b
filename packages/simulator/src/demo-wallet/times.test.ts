import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTime } from './times.ts'

const now = new Date('2026-11-20T06:32:00.000Z')
const zh = { language: 'zh-CN', timeZone: 'Asia/Shanghai', now } as const
const en = { ...zh, language: 'en' } as const

for (const [instant, chinese, english] of [
  ['2026-11-20T06:03:00.000Z', '今天 14:03', 'Today 14:03'],
  ['2026-11-19T15:59:00.000Z', '昨天 23:59', 'Yesterday 23:59'],
  ['2026-11-20T16:00:00.000Z', '明天 00:00', 'Tomorrow 00:00'],
  ['2026-11-08T12:31:00.000Z', '11 月 8 日 20:31', '8 Nov, 20:31'],
  ['2025-12-31T16:30:00.000Z', '1 月 1 日 00:30', '1 Jan, 00:30'],
  ['2025-12-31T15:30:00.000Z', '2025 年 12 月 31 日 23:30', '31 Dec 2025, 23:30'],
] as const) {
  test(`${instant} is read as ${chinese}, ${english}`, () => {
    assert.equal(readTime(instant, zh), chinese)
    assert.equal(readTime(instant, en), english)
  })
}
