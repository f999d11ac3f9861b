/** Ordinary business hours, for tests that need a desk to be closed at times. */
import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'

export const OFFICE = [{ from: '09:00', until: '18:00' }]

export const WEEKDAYS: CalendarRules = {
  nameZh: '工作日',
  nameEn: 'Weekdays',
  timeZone: 'Asia/Shanghai',
  weekly: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  exceptions: [],
  chinaHolidays: false,
}
