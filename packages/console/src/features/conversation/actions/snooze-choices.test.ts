import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localInputValue, snoozeChoices } from './snooze-choices.ts'

const ids = (now: Date) => snoozeChoices(now).map((choice) => choice.id)

test('a Friday afternoon offers the evening, tomorrow and Monday, soonest first', () => {
  const now = new Date(2026, 10, 20, 14, 32)
  assert.deepEqual(ids(now), ['hour', 'three_hours', 'evening', 'tomorrow', 'monday'])
  assert.equal(localInputValue(snoozeChoices(now).at(-1)?.at ?? now), '2026-11-23T09:00')
})

test('an evening that is past or about to be is not offered', () => {
  assert.equal(ids(new Date(2026, 10, 20, 17, 45)).includes('evening'), false)
  assert.equal(ids(new Date(2026, 10, 20, 21, 0)).includes('evening'), false)
})

test('on a Sunday tomorrow is Monday, offered once', () => {
  assert.deepEqual(
    ids(new Date(2026, 10, 22, 10, 0)).filter((id) => id === 'tomorrow' || id === 'monday'),
    ['tomorrow'],
  )
})

test('on a Monday next Monday is a week away', () => {
  const monday = snoozeChoices(new Date(2026, 10, 23, 10, 0)).find((choice) => choice.id === 'monday')
  assert.equal(monday?.at.getDate(), 30)
})
