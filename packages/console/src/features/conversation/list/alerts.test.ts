import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asStaffId } from '../../../app/ids.ts'
import { aRow, ME } from '../../../testing/rows.ts'
import { alertsBetween, waitingForMe } from './alerts.ts'

const kinds = (...pair: Parameters<typeof alertsBetween>) => alertsBetween(...pair).map((alert) => alert.kind)

test('the first reading is quiet, whatever stands there', () => {
  assert.deepEqual(kinds(null, [aRow('a', { lastSeq: 9 })], ME), [])
})

test('a customer who writes to me is heard once', () => {
  const before = [aRow('a')]
  const after = [aRow('a', { lastSeq: 5, lastTextSeq: 5 })]
  assert.deepEqual(kinds(before, after, ME), ['customer_wrote'])
  assert.deepEqual(kinds(after, after, ME), [])
})

test("my own words and a colleague's answer make no sound", () => {
  assert.deepEqual(kinds([aRow('a')], [aRow('a', { lastSeq: 5, lastTextSeq: 5, lastFrom: 'agent', waitingSince: null })], ME), [])
})

test('what follows a customer’s message without being one makes no sound: a note, a look into the wallet, a redaction', () => {
  const before = [aRow('a')]
  const note = [aRow('a', { lastSeq: 5 })]
  assert.deepEqual(kinds(before, note, ME), [])
  assert.deepEqual(kinds(note, [aRow('a', { lastSeq: 6, lastText: null })], ME), [])
  assert.deepEqual(kinds(note, [aRow('a', { lastSeq: 7, lastTextSeq: 7 })], ME), ['customer_wrote'], 'the same words again are a new message')
})

const promised = (said: 'at_risk' | 'missed' | null, kind: 'first_reply' | 'next_reply' = 'next_reply') => {
  const [since, warnAt, dueAt] = ['2026-11-20T06:28:00.000Z', '2026-11-20T06:38:00.000Z', '2026-11-20T06:43:00.000Z']
  return { promise: { kind, since, warnAt, dueAt, said } }
}

test('an answer of mine that is due soon is warned of once, a colleague’s is not mine to hear', () => {
  const [before, warned] = [[aRow('a', promised(null))], [aRow('a', promised('at_risk'))]]
  assert.deepEqual(kinds(before, warned, ME), ['promise_at_risk'])
  assert.deepEqual(kinds(warned, [aRow('a', { ...promised('at_risk'), lastSeq: 6 })], ME), [])
  assert.deepEqual(kinds(warned, [aRow('a', promised('missed'))], ME), [], 'that it was missed is told to who leads')
  const theirs = { assignee: { id: asStaffId('other'), name: '何佳' } }
  assert.deepEqual(kinds([aRow('a', { ...promised(null), ...theirs })], [aRow('a', { ...promised('at_risk'), ...theirs })], ME), [])
})

test('that something is to be resolved soon is warned of once, beside an answer that is due, and not again when the customer comes back', () => {
  const [since, warnAt, dueAt] = ['2026-11-20T02:28:00.000Z', '2026-11-20T06:38:00.000Z', '2026-11-20T08:28:00.000Z']
  const toResolve = (said: 'at_risk' | 'missed' | null) => ({ resolution: { since, warnAt, dueAt, said } })
  const [before, warned] = [[aRow('a', toResolve(null))], [aRow('a', toResolve('at_risk'))]]
  assert.deepEqual(kinds(before, warned, ME), ['resolution_at_risk'])
  assert.deepEqual(kinds(warned, [aRow('a', { ...toResolve('at_risk'), lastSeq: 6 })], ME), [])
  assert.deepEqual(kinds(warned, [aRow('a', toResolve('missed'))], ME), [], 'that it was missed is told to who leads')
  const paused = aRow('a', { status: 'awaiting_customer', waitingSince: null, lastFrom: 'agent' })
  assert.deepEqual(kinds([paused], [aRow('a', { ...toResolve('at_risk'), lastSeq: 6, lastTextSeq: 6 })], ME), ['customer_wrote'])
  const both = [aRow('a', { ...promised('at_risk'), ...toResolve('at_risk') })]
  assert.deepEqual(kinds([aRow('a', { ...promised(null), ...toResolve(null) })], both, ME), ['promise_at_risk', 'resolution_at_risk'])
  const theirs = { assignee: { id: asStaffId('other'), name: '何佳' } }
  assert.deepEqual(kinds([aRow('a', { ...toResolve(null), ...theirs })], [aRow('a', { ...toResolve('at_risk'), ...theirs })], ME), [])
})

const TIMES = { since: '2026-11-20T02:28:00.000Z', warnAt: '2026-11-20T06:38:00.000Z', dueAt: '2026-11-20T08:28:00.000Z' }
const UNTIL = '2026-11-20T07:00:00.000Z'
const aside = (said: 'at_risk' | null) =>
  aRow('a', { status: 'snoozed', waitingSince: null, lastFrom: 'agent', snoozedUntil: UNTIL, resolution: { ...TIMES, said } })

test('of what I have set aside I am warned that it is to be resolved soon, once, and of nothing else', () => {
  assert.deepEqual(kinds([aside(null)], [aside('at_risk')], ME), ['resolution_at_risk'])
  assert.deepEqual(kinds([aside('at_risk')], [aside('at_risk')], ME), [])
  assert.deepEqual(kinds([], [aside(null)], ME), [], 'it comes into sight when it is put off')
  assert.deepEqual(kinds([], [aside('at_risk')], ME), [])
  assert.deepEqual(kinds([aside(null)], [{ ...aside(null), ...promised('at_risk'), lastFrom: 'customer', lastSeq: 9, lastTextSeq: 9 }], ME), [])
  const theirs = { assignee: { id: asStaffId('other'), name: '何佳' } }
  assert.deepEqual(kinds([{ ...aside(null), ...theirs }], [{ ...aside('at_risk'), ...theirs }], ME), [])
  assert.deepEqual(
    alertsBetween([aside(null), aRow('b', promised(null))], [aside('at_risk'), aRow('b', promised('at_risk'))], ME).map(({ list }) => list),
    ['snoozed', 'desk'],
    'each is led to where it stands',
  )
})

test('what was set aside and comes back by its time is told as that; a customer who wakes it is heard, with or without words', () => {
  const woken = (over: object) => [aRow('a', { lastFrom: 'agent', lastSeq: 6, resolution: { ...TIMES, said: 'at_risk' }, ...over })]
  assert.deepEqual(kinds([aside('at_risk')], woken({ waitingSince: '2026-11-20T07:00:00.400Z' }), ME), ['woken'])
  assert.deepEqual(kinds([aside('at_risk')], woken({ waitingSince: null }), ME), [], 'taken up by myself')
  assert.deepEqual(kinds([aside('at_risk')], woken({ waitingSince: '2026-11-20T06:50:00.000Z' }), ME), ['customer_wrote'])
  const words = { waitingSince: UNTIL, lastFrom: 'customer', lastSeq: 7, lastTextSeq: 7 }
  assert.deepEqual(kinds([aside('at_risk')], woken(words), ME), ['customer_wrote'], 'right after its time')
  assert.deepEqual(kinds([aside(null)], woken({ waitingSince: UNTIL }), ME), ['resolution_at_risk'], 'due soon just as it wakes')
})

test('what I have just set aside hides nothing that is given to me', () => {
  const put = { ...aside(null), changedAt: '2026-11-20T06:40:00.000Z' }
  assert.deepEqual(kinds([put, aRow('b')], [put, aRow('b'), aRow('c')], ME), ['given_to_me'])
})

test('a picture without words, after my answer, is heard', () => {
  const answered = aRow('a', { lastFrom: 'agent', waitingSince: null })
  assert.deepEqual(kinds([answered], [{ ...answered, lastSeq: 5, waitingSince: '2026-11-20T06:30:00.000Z' }], ME), ['customer_wrote'])
})

test('a conversation given to me and one new in line are told apart', () => {
  assert.deepEqual(kinds([], [aRow('a'), aRow('b', { status: 'waiting', assignee: null })], ME), ['given_to_me', 'new_in_queue'])
})

test('what stood further down a list and only now comes into sight makes no sound', () => {
  const seen = aRow('a', { changedAt: '2026-11-20T06:30:00.000Z' })
  const further = { changedAt: '2026-11-20T06:10:00.000Z' }
  const inLine = { status: 'waiting' as const, assignee: null }
  assert.deepEqual(kinds([seen], [seen, aRow('b', further), aRow('c', { ...further, ...inLine })], ME), [])
  const now = { changedAt: '2026-11-20T06:29:59.500Z' }
  assert.deepEqual(kinds([seen], [seen, aRow('b', now), aRow('c', { ...now, ...inLine })], ME), ['given_to_me', 'new_in_queue'])
})

test('the title counts customers who wait for me, not those I have put off', () => {
  assert.equal(
    waitingForMe([aRow('a'), aRow('b', { waitingSince: null }), aRow('c', { status: 'snoozed' }), aRow('d', { status: 'waiting', assignee: null })], ME),
    1,
  )
})
