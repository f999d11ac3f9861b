import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changedFields } from './changed-fields.ts'

const day = [{ from: '09:00', until: '18:00' }]

test('only what is otherwise than before is told, each weekday, date and question by itself', () => {
  const before = {
    nameZh: '白班',
    timeZone: 'Asia/Shanghai',
    weekly: [day, day],
    exceptions: [{ date: '2026-12-31', label: '年会', spans: [] }],
    skills: { payment: 2, refund: 1 },
  }
  const after = { ...before, nameZh: '日班', weekly: [day, []], exceptions: [], skills: { payment: 3, refund: 1, access: 1 } }
  assert.deepEqual(
    changedFields({ before, after }).map(({ field, of }) => [field, of]),
    [
      ['nameZh', null],
      ['weekly', '1'],
      ['exceptions', '2026-12-31'],
      ['skills', 'payment'],
      ['skills', 'access'],
    ],
  )
})

test('of what is new all that is set is told; nothing is told of what is not', () => {
  const after = { name: '何佳', teamIds: [], capacity: 5, acceptSeconds: null, weekly: [day, []], promise: 'first_reply' }
  assert.deepEqual(changedFields({ before: null, after }), [
    { field: 'name', of: null, before: undefined, after: '何佳' },
    { field: 'capacity', of: null, before: undefined, after: 5 },
    { field: 'weekly', of: '0', before: undefined, after: day },
  ])
})

test('what an older record did not hold is not told as new; nothing and none are the same', () => {
  assert.deepEqual(changedFields({ before: { capacity: 5, calendarId: undefined }, after: { capacity: 5, calendarId: null, languages: ['en'] } }), [])
  assert.deepEqual(changedFields({ before: { minutes: null }, after: { minutes: 5, priority: 'normal' } }), [
    { field: 'minutes', of: null, before: null, after: 5 },
  ])
})
