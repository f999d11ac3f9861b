import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { aRow, ME } from '../../../testing/rows.ts'
import { groupRows, isUnread, orderAfter, orderRows, pagesToKeep, patchPages, ROW_ORDERS, type RowOrder } from './rows.ts'

const page = (...rows: ConversationRow[]) => ({ rows, nextCursor: null })
const ids = (rows: readonly ConversationRow[]) => rows.map((row) => row.id)

test('rows read again replace, join and leave', () => {
  const pages = [page(aRow('a'), aRow('b')), page(aRow('c'))]
  const patched = patchPages(pages, ['a', 'c', 'd'], [aRow('a', { title: 'new' }), aRow('d')])
  assert.deepEqual(
    patched.map(({ rows }) => ids(rows)),
    [['d', 'a', 'b'], []],
  )
  assert.equal(patched[0]?.rows[1]?.title, 'new')
})

test('a row that was not asked for stays, even when nothing came back', () => {
  assert.deepEqual(ids(patchPages([page(aRow('a'), aRow('b'))], ['a'], [])[0]?.rows ?? []), ['b'])
})

test('who waits longest stands first, who waits for nobody after, newest first', () => {
  const rows = [
    aRow('late', { waitingSince: '2026-11-20T06:30:00.000Z' }),
    aRow('quiet', { waitingSince: null, changedAt: '2026-11-20T05:00:00.000Z' }),
    aRow('early', { waitingSince: '2026-11-20T06:10:00.000Z' }),
    aRow('recent', { waitingSince: null, changedAt: '2026-11-20T06:00:00.000Z' }),
  ]
  assert.deepEqual(ids(orderRows(rows, 'longest_wait')), ['early', 'late', 'recent', 'quiet'])
})

test('whose promise runs out first stands first; what the bot owes or is put off presses nobody', () => {
  const until = (dueAt: string, kind: 'first_reply' | 'next_reply' | 'bot_reply' = 'next_reply') => ({
    promise: { kind, since: '2026-11-20T06:00:00.000Z', warnAt: dueAt, dueAt, said: null },
  })
  const rows = [
    aRow('owed_nothing', { waitingSince: null }),
    aRow('soon', { waitingSince: '2026-11-20T06:40:00.000Z', ...until('2026-11-20T06:45:00.000Z') }),
    aRow('late', { waitingSince: '2026-11-20T06:30:00.000Z', ...until('2026-11-20T06:33:00.000Z', 'first_reply') }),
    aRow('waited_longest', { waitingSince: '2026-11-20T06:00:00.000Z', ...until('2026-11-20T07:00:00.000Z') }),
    aRow('bot', { status: 'bot', waitingSince: null, changedAt: '2026-11-20T05:00:00.000Z', ...until('2026-11-20T06:01:00.000Z', 'bot_reply') }),
    aRow('later', { status: 'snoozed', waitingSince: '2026-11-20T05:00:00.000Z', ...until('2026-11-20T06:02:00.000Z') }),
  ]
  assert.deepEqual(ids(orderRows(rows, 'promise_left')), ['late', 'soon', 'waited_longest', 'later', 'owed_nothing', 'bot'])
})

test('of an answer and a resolution the sooner one counts; putting off stops the answer’s alone', () => {
  const promised = (answer: string | null, resolution: string | null) => ({
    promise: answer === null ? null : { kind: 'next_reply' as const, since: '2026-11-20T06:00:00.000Z', warnAt: answer, dueAt: answer, said: null },
    resolution: resolution === null ? null : { since: '2026-11-20T06:00:00.000Z', warnAt: resolution, dueAt: resolution, said: null },
  })
  const [six, seven, eight, nine] = ['2026-11-20T06:45:00.000Z', '2026-11-20T07:00:00.000Z', '2026-11-20T08:00:00.000Z', '2026-11-20T09:00:00.000Z']
  const rows = [
    aRow('nothing', { waitingSince: null }),
    aRow('to_resolve', { waitingSince: null, ...promised(null, eight) }),
    aRow('resolve_first', promised(nine, seven)),
    aRow('answer_first', promised(six, nine)),
    aRow('put_off', { status: 'snoozed', ...promised(six, nine) }),
  ]
  assert.deepEqual(ids(orderRows(rows, 'promise_left')), ['answer_first', 'resolve_first', 'to_resolve', 'put_off', 'nothing'])
})

test('the button goes through every order and comes back', () => {
  const turn = ROW_ORDERS.map((_, index) => ROW_ORDERS.slice(0, index).reduce<RowOrder>((order) => orderAfter(order), 'promise_left'))
  assert.deepEqual(turn, [...ROW_ORDERS])
  assert.equal(orderAfter('newest_change'), 'promise_left')
})

test('a conversation that stands on two pages is shown once, as it is now', () => {
  const rows = orderRows(
    [aRow('a', { title: 'then', changedAt: '2026-11-20T06:00:00.000Z' }), aRow('a', { title: 'now', changedAt: '2026-11-20T06:01:00.000Z' })],
    'newest_change',
  )
  assert.deepEqual(
    rows.map((row) => row.title),
    ['now'],
  )
})

const TIMES = { since: '2026-11-20T01:00:00.000Z', warnAt: '2026-11-20T05:00:00.000Z', dueAt: '2026-11-20T09:00:00.000Z' }

test('the desk groups by who has to move next, and ends with what can be taken', () => {
  const other = { id: aRow('x').customer.id as unknown as typeof ME, name: '何佳' } // another agent; ids are brands
  const rows = [
    aRow('mine'),
    aRow('asked', { waitingSince: null, status: 'awaiting_customer' }),
    aRow('answered', { waitingSince: null, resolution: { ...TIMES, said: null } }),
    aRow('unresolved', { waitingSince: null, resolution: { ...TIMES, said: 'at_risk' } }),
    aRow('later', { status: 'snoozed' }),
    aRow('queue', { status: 'waiting', assignee: null }),
    aRow('theirs', { assignee: other }),
  ]
  assert.deepEqual(
    groupRows(rows, ME, 'desk').map((group) => [group.id, ids(group.rows)]),
    [
      ['for_me', ['mine', 'unresolved']],
      ['for_customer', ['asked', 'answered']],
      ['snoozed', ['later']],
      ['to_take', ['queue']],
      ['with_colleague', ['theirs']],
    ],
  )
})

test('only words of the customer that nobody read are unread', () => {
  assert.equal(isUnread(aRow('a', { lastSeq: 5 })), true)
  assert.equal(isUnread(aRow('a', { lastSeq: 5, lastFrom: 'agent' })), false)
  assert.equal(isUnread(aRow('a')), false)
})

test('of a long list as many pages are kept as it takes to hold what is in sight, and never fewer than a few', () => {
  const pages = Array.from({ length: 9 }, (_, number) => ({ rows: [aRow(`n${number}`)], nextCursor: null }))
  assert.equal(pagesToKeep(pages, new Set()), 4)
  assert.equal(pagesToKeep(pages, new Set(['n0', 'n6'])), 7)
  assert.equal(pagesToKeep(pages, new Set(['elsewhere'])), 4)
})
