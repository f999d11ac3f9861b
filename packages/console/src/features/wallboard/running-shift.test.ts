import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import { shiftOf, spansEndedAt, timeIn, withShiftDay } from './running-shift.ts'

const NIGHTS = [
  { from: '09:00', until: '12:00' },
  { from: '18:00', until: '02:00' },
]
const SUNDAY = '2026-11-22'
const MONDAY = '2026-11-23'
const rules: CalendarRules = {
  nameZh: '晚班',
  nameEn: 'Nights',
  timeZone: 'Asia/Shanghai',
  weekly: Array.from({ length: 7 }, () => NIGHTS),
  exceptions: [],
  chinaHolidays: false,
}
const at = (time: string, isOpen = true) => ({ date: MONDAY, time, isOpen })
const set = (spans: typeof NIGHTS) => ({ ...rules, exceptions: [{ date: SUNDAY, label: '周年', spans }] })

test('half past midnight the shift of the evening before still runs, whatever is said of today', () => {
  assert.deepEqual(shiftOf(rules, at(timeIn('Asia/Shanghai', Date.parse('2026-11-22T16:30:00Z')))), {
    date: SUNDAY,
    from: '18:00',
    until: '02:00',
    isEnded: false,
  })
  assert.equal(shiftOf(rules, at('02:00')), null)
  // A public holiday: the weekday's hours say that it runs, the server knows better.
  assert.equal(shiftOf(rules, at('00:30', false)), null)
  assert.equal(shiftOf(set([]), at('00:30')), null)
  assert.deepEqual(shiftOf(set([{ from: '22:00', until: '01:00' }]), at('00:30'))?.from, '22:00')
})

test('ended early it keeps what has been of its day, and can be let run on', () => {
  const shift = shiftOf(rules, at('00:30')) ?? assert.fail()
  const spans = spansEndedAt(rules, shift, '00:30')
  assert.deepEqual(spans, [NIGHTS[0], { from: '18:00', until: '00:30' }])
  const ended = withShiftDay(rules, shift, { spans, label: '看板' })
  assert.deepEqual(ended.exceptions, [{ date: SUNDAY, label: '看板', spans }])
  const later = shiftOf(ended, at('00:45', false)) ?? assert.fail()
  assert.deepEqual(later, { date: SUNDAY, from: '18:00', until: '02:00', isEnded: true })
  assert.deepEqual(withShiftDay(ended, later, { spans: null, label: '看板' }), rules)
})
