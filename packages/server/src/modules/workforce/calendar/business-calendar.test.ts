import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addBusinessMs, businessMsBetween, isOpenAt, nextOpening } from '@yingda/domain/sla/business-time.ts'
import type { CalendarRules, HoursSpan } from '@yingda/protocol/http/calendar.ts'
import { businessCalendar, isTimeZone } from './business-calendar.ts'
import { isAnnounced } from './china-days.ts'
import { isGuessOn, overlap } from './day-hours.ts'

const HOUR = 3_600_000
const day = (...spans: string[]): HoursSpan[] => spans.map((span) => ({ from: span.slice(0, 5), until: span.slice(6) }))
const week = (weekdays: HoursSpan[], weekend: HoursSpan[] = []): HoursSpan[][] => [...Array.from({ length: 5 }, () => weekdays), weekend, weekend]
const OFFICE = day('09:00-18:00')
const rules = (some: Partial<CalendarRules> = {}): CalendarRules => ({
  nameZh: '工作日',
  nameEn: 'Weekdays',
  timeZone: 'Asia/Shanghai',
  weekly: week(OFFICE),
  exceptions: [],
  chinaHolidays: false,
  ...some,
})
const at = (text: string): number => Date.parse(text)
const opens = (some: Partial<CalendarRules>, from: string): string | null => {
  const opening = nextOpening(businessCalendar(rules(some)), at(from))
  return opening === null ? null : new Date(opening).toISOString().replace(':00.000Z', 'Z')
}
const between = (some: Partial<CalendarRules>, from: string, until: string): number =>
  businessMsBetween(businessCalendar(rules(some)), at(from), at(until)) / HOUR

test('Friday evening leads to Monday morning, in local time', () => {
  assert.equal(opens({}, '2026-11-20T23:18+08:00'), '2026-11-23T01:00Z')
  assert.equal(opens({ timeZone: 'Europe/Berlin' }, '2026-11-20T23:18+01:00'), '2026-11-23T08:00Z')
  assert.equal(opens({}, '2026-11-20T10:00+08:00'), '2026-11-20T02:00Z')
  assert.equal(opens({}, '2026-11-20T18:00+08:00'), '2026-11-23T01:00Z')
})

test('split shifts in whatever order they were written', () => {
  const split = { weekly: week(day('13:30-18:00', '09:00-12:00')) }
  assert.equal(opens(split, '2026-11-23T12:00+08:00'), '2026-11-23T05:30Z')
  assert.equal(between(split, '2026-11-23T00:00+08:00', '2026-11-24T00:00+08:00'), 7.5)
})

test('hours past midnight belong to the day they begin on, closed or not the day after', () => {
  const night = { weekly: week(day('22:00-02:00')) }
  assert.equal(isOpenAt(businessCalendar(rules(night)), at('2026-11-21T01:59+08:00')), true, 'Friday night reaches into Saturday')
  assert.equal(isOpenAt(businessCalendar(rules(night)), at('2026-11-21T02:00+08:00')), false)
  assert.equal(isOpenAt(businessCalendar(rules(night)), at('2026-11-23T01:00+08:00')), false, 'Sunday has no night')
  assert.equal(between(night, '2026-11-16T00:00+08:00', '2026-11-23T00:00+08:00'), 20)
})

test('all day every day is open without a gap, and hours that reach into the next day’s are counted once', () => {
  const always = { weekly: week(day('00:00-24:00'), day('00:00-24:00')) }
  assert.equal(between(always, '2026-11-16T05:00+08:00', '2026-11-23T05:00+08:00'), 168)
  const doubled = { weekly: week(day('20:00-10:00', '12:00-13:00'), day('09:00-12:00')) }
  assert.equal(between(doubled, '2026-11-20T00:00+08:00', '2026-11-22T00:00+08:00'), 10 + 1 + 4 + 12)
})

test('clocks put forward: the missing hour is no business time; hours within it do not exist', () => {
  // Berlin, 29 March 2026: 02:00 becomes 03:00
  const berlin = (spans: HoursSpan[]) => ({ timeZone: 'Europe/Berlin', weekly: week([], spans) })
  assert.equal(between(berlin(day('01:00-05:00')), '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00'), 3)
  assert.equal(between(berlin(day('02:10-02:50')), '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00'), 0)
  assert.equal(opens(berlin(day('02:30-05:00')), '2026-03-29T00:00+01:00'), '2026-03-29T01:00Z', 'as the clock jumps')
  assert.equal(between(berlin(day('00:00-24:00')), '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00'), 23)
})

test('clocks put back: the hour that comes twice counts twice', () => {
  // Berlin, 25 October 2026: 03:00 becomes 02:00
  const berlin = (spans: HoursSpan[]) => ({ timeZone: 'Europe/Berlin', weekly: week([], spans) })
  assert.equal(between(berlin(day('01:00-05:00')), '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00'), 5)
  assert.equal(opens(berlin(day('02:30-05:00')), '2026-10-25T00:00+02:00'), '2026-10-25T00:30Z', 'with the first')
  assert.equal(between(berlin(day('02:30-02:45')), '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00'), 1.25)
  const end = addBusinessMs(businessCalendar(rules(berlin(day('00:00-24:00')))), at('2026-10-25T00:00+02:00'), 25 * HOUR)
  assert.equal(end, at('2026-10-26T00:00+01:00'))
})

test('an exception goes before the weekday and before the holiday', () => {
  const exceptions = [
    { date: '2026-11-23', label: '系统升级', spans: [] },
    { date: '2026-10-01', label: '国庆值班', spans: day('10:00-16:00') },
  ]
  assert.equal(opens({ exceptions }, '2026-11-20T20:00+08:00'), '2026-11-24T01:00Z')
  assert.equal(opens({ exceptions, chinaHolidays: true }, '2026-09-30T20:00+08:00'), '2026-10-01T02:00Z')
})

test('China’s holidays are closed, and the weekends worked for them have the weekday’s hours', () => {
  assert.equal(opens({ chinaHolidays: true }, '2026-09-30T20:00+08:00'), '2026-10-08T01:00Z')
  assert.equal(opens({ chinaHolidays: true }, '2026-10-09T20:00+08:00'), '2026-10-10T01:00Z', 'a Saturday that is worked')
  assert.equal(opens({}, '2026-10-09T20:00+08:00'), '2026-10-12T01:00Z')
  const weekendDesk = { chinaHolidays: true, weekly: week([], day('10:00-16:00')) }
  assert.equal(opens(weekendDesk, '2026-10-09T20:00+08:00'), '2026-10-10T02:00Z', 'a desk for weekends keeps its own hours')
})

test('a year nobody has announced is flagged, unless a date in it was set by hand', () => {
  assert.equal(isAnnounced(2026), true)
  assert.equal(isAnnounced(2126), false)
  assert.equal(isGuessOn(rules({ chinaHolidays: true }), '2126-10-01'), true)
  assert.equal(isGuessOn(rules({ chinaHolidays: true, exceptions: [{ date: '2126-10-01', label: '', spans: [] }] }), '2126-10-01'), false)
  assert.equal(isGuessOn(rules({ chinaHolidays: true }), '2026-10-01'), false)
  assert.equal(isGuessOn(rules(), '2126-10-01'), false)
})

test('a week without hours ends, with its last exception at the latest', () => {
  assert.equal(opens({ weekly: week([]) }, '2026-11-20T20:00+08:00'), null)
  const exceptions = [{ date: '2026-12-01', label: '', spans: day('09:00-10:00') }]
  assert.equal(opens({ weekly: week([]), exceptions }, '2026-11-20T20:00+08:00'), '2026-12-01T01:00Z')
  assert.equal(opens({ weekly: week([]), exceptions }, '2026-12-01T10:00+08:00'), null)
})

test('hours that overlap are seen, touching ones are not in each other’s way; zones are known by name', () => {
  assert.equal(overlap(day('09:00-12:00', '11:00-13:00')), true)
  assert.equal(overlap(day('12:00-18:00', '09:00-12:00')), false)
  assert.equal(overlap(day('22:00-02:00', '23:00-23:30')), true)
  assert.deepEqual(['Asia/Shanghai', 'Europe/Berlin', 'UTC', 'Mars/Olympus', '+08:00', ''].map(isTimeZone), [true, true, true, false, false, false])
})
