import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import { withSpan } from '../admin/hours/hours-draft.ts'
import { alwaysOpen, dateIn, dayAsSet, rulesWithDay } from './today-hours.ts'

const OFFICE = [{ from: '09:00', until: '18:00' }]
const SUNDAY = '2026-11-22'
const MONDAY = '2026-11-23'
const rules: CalendarRules = {
  nameZh: '工作日',
  nameEn: 'Weekdays',
  timeZone: 'Asia/Shanghai',
  weekly: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  exceptions: [{ date: '2026-12-31', label: '年会', spans: [] }],
  chinaHolidays: true,
}
const day = (date: string, choice: 'usual' | 'closed' | 'hours', spans = dayAsSet(rules, date).spans) => ({ date, choice, spans, label: '看板' })
const spansOf = (changed: CalendarRules | null, date: string) => changed?.exceptions.find((one) => one.date === date)?.spans

test('today is the date on the calendar’s own clock', () => {
  const at = Date.parse('2026-11-22T23:30:00Z')
  assert.deepEqual([dateIn('Asia/Shanghai', at), dateIn('UTC', at), dateIn('America/New_York', at)], [MONDAY, SUNDAY, SUNDAY])
})

test('a day is usual until it has an exception; the form begins with the hours of its weekday', () => {
  const { choice, spans } = dayAsSet(rules, MONDAY)
  assert.deepEqual([choice, spans.map(({ from, until }) => ({ from, until }))], ['usual', OFFICE])
  assert.deepEqual(dayAsSet(rules, SUNDAY), { choice: 'usual', spans: [] })
  assert.deepEqual(dayAsSet(rules, '2026-12-31'), { choice: 'closed', spans: [] })
})

test('closing a day adds an exception without hours, and leaves everything else as it is', () => {
  const closed = rulesWithDay(rules, day(MONDAY, 'closed'))
  assert.deepEqual(closed, { ...rules, exceptions: [...rules.exceptions, { date: MONDAY, label: '看板', spans: [] }] })
  assert.equal(dayAsSet(closed ?? rules, MONDAY).choice, 'closed')
})

test('a day is given hours of its own, changed again, and made usual; its label stays', () => {
  const hours = rulesWithDay(rules, day(MONDAY, 'hours'))
  assert.deepEqual(spansOf(hours, MONDAY), OFFICE)
  const again = rulesWithDay(rules, { ...day('2026-12-31', 'hours', withSpan([])), label: '看板' })
  assert.deepEqual(again?.exceptions, [{ date: '2026-12-31', label: '年会', spans: OFFICE }])
  assert.deepEqual(rulesWithDay(hours ?? rules, day(MONDAY, 'usual')), rules)
})

test('hours that make no sense, and none at all, are not saved', () => {
  assert.equal(rulesWithDay(rules, day(MONDAY, 'hours', [])), null)
  assert.equal(rulesWithDay(rules, day(MONDAY, 'hours', [{ key: 1, from: '9', until: '', isNew: true }])), null)
})

test('a team that always answers goes on doing so on every other day', () => {
  const always = alwaysOpen({ nameZh: '支付', nameEn: 'Payments' }, 'UTC')
  assert.deepEqual(always.weekly.length, 7)
  const closed = rulesWithDay(always, { date: SUNDAY, choice: 'closed', spans: [], label: '' })
  assert.deepEqual(closed?.weekly, always.weekly)
  assert.deepEqual(spansOf(closed, SUNDAY), [])
})
