import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReconciliationRow } from '@yingda/protocol/http/watch.ts'
import { daysBefore, missingFrom, newestFirst, reasonsOf, shareInTime, totalsOf } from './accounts.ts'

const row = (some: Partial<ReconciliationRow>): ReconciliationRow => ({
  day: '2026-11-22',
  channel: 'web',
  received: 0,
  answered: 0,
  withdrawn: 0,
  decided: {},
  open: 0,
  late: 0,
  withdrawnLate: 0,
  decidedLate: 0,
  inTime: 0,
  toResolve: 0,
  resolvedInTime: 0,
  resolvedLate: 0,
  ...some,
})
const ROWS = [
  row({
    received: 9,
    answered: 5,
    inTime: 4,
    withdrawn: 1,
    decided: { 'resolved:spam': 1, 'closed:time': 1 },
    open: 1,
    late: 1,
    toResolve: 3,
    resolvedInTime: 2,
  }),
  row({ received: 4, answered: 2, inTime: 2, decided: { 'closed:time': 2 }, toResolve: 2, resolvedLate: 1 }),
]

test('the sum of all days is that of its columns, and nothing is missing', () => {
  const totals = totalsOf(ROWS)
  const resolved = { toResolve: 5, resolvedInTime: 2, resolvedLate: 1 }
  assert.deepEqual(totals, { received: 13, answered: 7, inTime: 6, withdrawn: 1, withdrawnLate: 0, decided: 4, decidedLate: 0, open: 1, late: 1, ...resolved })
  assert.equal(missingFrom(totals), 0)
  assert.equal(missingFrom({ ...totals, open: 0 }), 1)
})

test('what is late and still open was not in time; what is not due yet counts for nothing', () => {
  assert.equal(shareInTime(totalsOf(ROWS)), 6 / 8)
  assert.equal(shareInTime(totalsOf([row({ received: 3, open: 3 })])), null)
  assert.equal(shareInTime(totalsOf([row({ received: 3, open: 3, late: 1 })])), 0)
})

test('who waited longer than promised and left, or was not answered at all, was not served in time', () => {
  const left = row({ received: 5, answered: 2, inTime: 2, withdrawn: 2, withdrawnLate: 1, decided: { 'resolved:answered': 1 }, decidedLate: 1 })
  assert.equal(shareInTime(totalsOf([left])), 2 / 4)
})

test('the newest day stands first, and its channels keep their order', () => {
  const rows = [row({ day: '2026-11-21' }), row({ day: '2026-11-22', channel: 'email' }), row({ day: '2026-11-22', channel: 'web' })]
  assert.deepEqual(
    newestFirst(rows).map(({ day, channel }) => `${day} ${channel}`),
    ['2026-11-22 email', '2026-11-22 web', '2026-11-21 web'],
  )
})

test('reasons of several days are counted together, the most frequent first', () => {
  assert.deepEqual(reasonsOf(ROWS), [
    ['closed:time', 3],
    ['resolved:spam', 1],
  ])
})

test('what it is compared with is as long and ends the day before', () => {
  assert.deepEqual(daysBefore({ from: '2026-03-01', until: '2026-03-07' }, 7), { from: '2026-02-22', until: '2026-02-28' })
  assert.deepEqual(daysBefore({ from: '2026-11-22', until: '2026-11-22' }, 1), { from: '2026-11-21', until: '2026-11-21' })
})
