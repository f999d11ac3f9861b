import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf, faultOf, isOvernight, newRules, readTime, rulesOf, withException, withSpan, type SpanDraft } from './hours-draft.ts'

let key = 0
const span = (from: string, until: string): SpanDraft => ({ key: (key += 1) + 1000, from, until, isNew: false })
const faults = (...spans: SpanDraft[]) => spans.map((one) => faultOf(one, spans))

test('a time is read as people type it, and as nothing where it is none', () => {
  assert.deepEqual(
    ['9', '09', '930', '9:30', ' 18：05 ', '0', '23:59'].map((text) => readTime(text, 'from')),
    ['09:00', '09:00', '09:30', '09:30', '18:05', '00:00', '23:59'],
  )
  assert.deepEqual(
    ['', '24', '9:3', '9:60', '25:00', 'nine', '-1'].map((text) => readTime(text, 'from')),
    [null, null, null, null, null, null, null],
  )
  assert.equal(readTime('24', 'until'), '24:00')
  assert.equal(readTime('24:30', 'until'), null)
})

test('spans of a day that overlap, end as they begin or are no times are marked', () => {
  assert.deepEqual(faults(span('9', '12'), span('13:30', '18')), [null, null])
  assert.deepEqual(faults(span('9', '14'), span('13:30', '18')), ['overlap', 'overlap'])
  assert.deepEqual(faults(span('22', '2'), span('23', '23:30')), ['overlap', 'overlap'])
  assert.deepEqual(faults(span('9', '9'), span('', '18')), ['same', 'not_a_time'])
  assert.deepEqual(faults(span('0', '24')), [null])
})

test('an end before the beginning lies on the next day', () => {
  assert.deepEqual([span('22', '2'), span('9', '18'), span('0', '24'), span('', '2')].map(isOvernight), [true, false, false, false])
})

test('what is drafted becomes rules once it makes sense, and is the same rules again', () => {
  const rules = { ...newRules('Asia/Shanghai'), nameZh: '工作日', nameEn: 'Weekdays' }
  const draft = draftOf(rules)
  assert.deepEqual(rulesOf(draft), rules)
  assert.equal(rulesOf({ ...draft, nameEn: ' ' }), null)
  const monday = withSpan(draft.weekly[0] ?? [])
  assert.equal(rulesOf({ ...draft, weekly: [monday, ...draft.weekly.slice(1)] }), null, 'the second span is still empty')
  const exceptions = withException([])
  assert.equal(rulesOf({ ...draft, exceptions }), null, 'no date yet')
  const dated = exceptions.map((one) => ({ ...one, date: '2026-12-24' }))
  assert.deepEqual(rulesOf({ ...draft, exceptions: dated })?.exceptions, [{ date: '2026-12-24', label: '', spans: [] }])
  assert.equal(rulesOf({ ...draft, exceptions: [...dated, ...withException([]).map((one) => ({ ...one, date: '2026-12-24' }))] }), null, 'a date twice')
})
