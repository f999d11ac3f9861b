import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRow, ME } from '../../../testing/rows.ts'
import { alertsBetween, waitingForMe } from './alerts.ts'

const kinds = (...pair: Parameters<typeof alertsBetween>) => alertsBetween(...pair).map((alert) => alert.kind)

test('the first reading is quiet, whatever stands there', () => {
  assert.deepEqual(kinds(null, [aRow('a', { lastSeq: 9 })], ME), [])
})

test('a customer who writes to me is heard once', () => {
  const before = [aRow('a')]
  const after = [aRow('a', { lastSeq: 5 })]
  assert.deepEqual(kinds(before, after, ME), ['customer_wrote'])
  assert.deepEqual(kinds(after, after, ME), [])
})

test("my own words, a note and a colleague's answer make no sound", () => {
  assert.deepEqual(kinds([aRow('a')], [aRow('a', { lastSeq: 5, lastFrom: 'agent', waitingSince: null })], ME), [])
})

test('a conversation given to me and one new in line are told apart', () => {
  assert.deepEqual(kinds([], [aRow('a'), aRow('b', { status: 'waiting', assignee: null })], ME), ['given_to_me', 'new_in_queue'])
})

test('the title counts customers who wait for me, not those I have put off', () => {
  assert.equal(
    waitingForMe([aRow('a'), aRow('b', { waitingSince: null }), aRow('c', { status: 'snoozed' }), aRow('d', { status: 'waiting', assignee: null })], ME),
    1,
  )
})
