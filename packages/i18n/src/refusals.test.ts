import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordRefusal } from './refusals.ts'

test('a wait is told in seconds up to a minute and then in whole minutes, never too few', () => {
  const told: [seconds: number, zh: string, en: string][] = [
    [1, '请等 1 秒后再试', 'in 1 second.'],
    [60, '请等 60 秒后再试', 'in 60 seconds.'],
    [61, '请等 2 分钟后再试', 'in 2 minutes.'],
    [1620, '请等 27 分钟后再试', 'in 27 minutes.'],
    [3599, '请等 60 分钟后再试', 'in 60 minutes.'],
  ]
  for (const [retryAfterSeconds, zh, en] of told) {
    assert.ok(wordRefusal('request.too_many', 'zh-CN', { retryAfterSeconds }).includes(zh), zh)
    assert.ok(wordRefusal('request.too_many', 'en', { retryAfterSeconds }).endsWith(en), en)
  }
})
