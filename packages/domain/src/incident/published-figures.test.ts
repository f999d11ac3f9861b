import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ageOf, headlineOf } from './headline.ts'
import { sharesBy } from './quality.ts'
import { roundedCount, roundedMinutes } from './waits.ts'

test('a line is published in steps: whoever is in it cannot be told from the others', () => {
  assert.deepEqual([0, 1, 5, 6, 100, 101, 5000].map(roundedCount), [
    { from: 0, to: 0 },
    { from: 1, to: 5 },
    { from: 1, to: 5 },
    { from: 6, to: 10 },
    { from: 51, to: 100 },
    { from: 101, to: null },
    { from: 101, to: null },
  ])
})

test('the longest wait is never told shorter than it is', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 40 * 24 * 3600_000 }), (ms) => roundedMinutes(ms) * 60_000 >= ms))
  assert.deepEqual([0, 61_000, 4 * 60_000, 26 * 3600_000].map(roundedMinutes), [1, 2, 5, 2880])
})

const day = (name: string, answered: number, inTime: number, open = 0) => ({ day: name, answered, inTime, open })

test('a share is of what was to be answered, over all channels, rounded down; of a few nothing is said', () => {
  const accounts = [day('2026-10-31', 20, 19), day('2026-10-31', 10, 10), day('2026-11-01', 5, 5), day('2026-11-02', 99, 98, 1)]
  assert.deepEqual(
    sharesBy(accounts, (name) => name.slice(0, 7)).map(({ period, asked, inTime, percent }) => [period, asked, inTime, percent]),
    [
      ['2026-11', 105, 103, 98],
      ['2026-10', 30, 29, 96.6],
    ],
  )
  assert.deepEqual(
    sharesBy(accounts, (name) => name).find(({ period }) => period === '2026-11-01'),
    { period: '2026-11-01', asked: null, inTime: null, percent: null },
  )
})

const NOW = Date.parse('2026-11-20T06:32:00.000Z')
const made = (secondsAgo: number): string => new Date(NOW - secondsAgo * 1000).toISOString()
const component = (key: string, state: 'ok' | 'degraded' | 'down') => ({ key, state, name: { 'zh-CN': key, en: key }, from: null, measured: null, days: '' })

test('a copy is old once two minutes have been missed, and at once when the database is known to be away', () => {
  assert.deepEqual(ageOf(made(100), NOW, false), { seconds: 100, why: null })
  assert.deepEqual(ageOf(made(151), NOW, false), { seconds: 151, why: 'not_written' })
  assert.deepEqual(ageOf(made(3), NOW, true), { seconds: 3, why: 'database_away' })
  assert.deepEqual(ageOf(made(-5), NOW, false), { seconds: 0, why: null })
})

test('what was well some time ago is not said to be well; what was disturbed still is; without a database nothing is taken', () => {
  const well = { components: [component('chat', 'ok')] }
  const bad = { components: [component('chat', 'degraded'), component('bot', 'down'), component('wallet', 'ok')] }
  assert.deepEqual(headlineOf(well, { seconds: 1, why: null }), { say: 'all_well' })
  assert.deepEqual(headlineOf(well, { seconds: 200, why: 'not_written' }), { say: 'cannot_be_known' })
  assert.deepEqual(headlineOf(bad, { seconds: 200, why: 'not_written' }), { say: 'disturbed', worst: 'down', keys: ['bot'], others: 'unknown' })
  assert.deepEqual(headlineOf(bad, { seconds: 1, why: 'database_away' }), { say: 'database_away' })
})

test('that all else works is said only when it does', () => {
  const now = { seconds: 1, why: null }
  const others = (...components: ReturnType<typeof component>[]) => {
    const head = headlineOf({ components }, now)
    return head.say === 'disturbed' ? [head.keys.join(), head.others] : head.say
  }
  assert.deepEqual(others(component('bot', 'down'), component('wallet', 'ok')), ['bot', 'well'])
  assert.deepEqual(others(component('bot', 'down'), component('chat', 'degraded'), component('wallet', 'ok')), ['bot', 'disturbed'])
  assert.deepEqual(others(component('bot', 'down'), component('chat', 'down')), ['bot,chat', 'none'])
})
