import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enMore } from './en.ts'

test('a time within a sentence stands before its day, a day is written small, a date as it is', () => {
  assert.equal(enMore.queueAnswerBy('Today 14:04', ''), 'You’ll have an answer by 14:04 today')
  assert.equal(enMore.queueAnswerBy('14:04', ''), 'You’ll have an answer by 14:04')
  assert.equal(
    enMore.queueLate('Today 14:04', ' (China Standard Time)'),
    'We said you’d have an answer by 14:04 today (China Standard Time). We’re late, and sorry. Your place is kept',
  )
  assert.equal(enMore.away('22:04', 'November 24 09:00'), 'It’s 22:04. Colleagues are here from 09:00 on November 24')
  assert.equal(enMore.away('22:04', 'Tomorrow 09:00'), 'It’s 22:04. Colleagues are here from 09:00 tomorrow')
  assert.equal(enMore.callBackByPhone('Tomorrow 09:00–10:00', '··· 0958'), 'A colleague will call you tomorrow 09:00–10:00 on ··· 0958')
  assert.equal(enMore.askOnUntil('November 26'), 'Ask again (until November 26)')
})
