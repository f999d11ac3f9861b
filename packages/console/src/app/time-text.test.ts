import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockText, dateText, dayText, monthText, nearness, shortWhenText, waitText, weekdayText, whenText, wordedMs } from './time-text.ts'

const friday = new Date(2026, 10, 20, 14, 32)
const words = { yesterday: '昨天', tomorrow: '明天' }

test('the words of a wait are those of the wait it is worded by, which stands still as long as they do', () => {
  for (const ms of [-5, 0, 999, 204_999, 599_999, 600_000, 24.6 * 60_000, 3_599_999, 3_600_000, 5.9 * 3_600_000, 86_400_000, 9.7 * 86_400_000]) {
    assert.deepEqual(waitText(wordedMs(ms)), waitText(ms), String(ms))
  }
  assert.equal(wordedMs(24 * 60_000), wordedMs(24 * 60_000 + 59_999))
  assert.equal(wordedMs(204_001), 204_000)
})

test('a short wait is read as a clock, a long one in the unit one would say', () => {
  assert.deepEqual(waitText(204_000), { unit: 'clock', text: '3:24' })
  assert.deepEqual(waitText(-5), { unit: 'clock', text: '0:00' })
  assert.deepEqual(waitText(24 * 60_000), { unit: 'minutes', count: 24 })
  assert.deepEqual(waitText(5 * 3_600_000), { unit: 'hours', count: 5 })
  assert.deepEqual(waitText(50 * 3_600_000), { unit: 'days', count: 2 })
})

test('Chinese dates have a space between Han and digits', () => {
  assert.equal(dayText(friday, 'zh-CN'), '11 月 20 日')
  assert.equal(weekdayText(friday, 'zh-CN'), '11 月 20 日 周五')
  assert.equal(monthText(new Date(2023, 2, 4), 'zh-CN'), '2023 年 3 月')
})

test('a date of its own is the same date in every time zone', () => {
  assert.equal(dateText('2026-11-18', 'zh-CN'), '2026 年 11 月 18 日')
  assert.equal(dateText('2026-11-18', 'en'), '18 Nov 2026')
})

test('English dates read day first', () => {
  assert.equal(dayText(friday, 'en'), '20 Nov')
  assert.equal(weekdayText(friday, 'en'), 'Friday 20 November')
  assert.equal(clockText(friday, 'en'), '14:32')
})

test('a time is as short as it can be without being misread', () => {
  assert.equal(whenText(new Date(2026, 10, 20, 9, 5), friday, 'zh-CN', words), '09:05')
  assert.equal(whenText(new Date(2026, 10, 19, 9, 5), friday, 'zh-CN', words), '昨天 09:05')
  assert.equal(whenText(new Date(2026, 9, 2, 9, 5), friday, 'zh-CN', words), '10 月 2 日 09:05')
  assert.equal(whenText(new Date(2025, 9, 2), friday, 'zh-CN', words), '2025 年 10 月')
})

test('midnight, not twenty-four hours, makes yesterday', () => {
  assert.equal(nearness(new Date(2026, 10, 19, 23, 59), friday), 'yesterday')
  assert.equal(nearness(new Date(2026, 10, 21, 0, 1), friday), 'tomorrow')
})

test('in a narrow column an instant is a time today, else a day, and what would not fit is left out rather than cut off', () => {
  const at = (year: number, month: number, day: number) => new Date(year, month - 1, day, 9, 5)
  const shown = (language: 'zh-CN' | 'en') =>
    [at(2026, 11, 20), at(2026, 11, 21), at(2027, 1, 3), at(2025, 3, 9)].map((date) => shortWhenText(date, friday, language))
  assert.deepEqual(shown('zh-CN'), ['09:05', '11/21', '1/3', '2025/3'])
  assert.deepEqual(shown('en'), ['09:05', '21 Nov', '3 Jan', 'Mar 2025'])
})
