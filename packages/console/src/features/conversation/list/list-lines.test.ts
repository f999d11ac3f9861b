import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRow } from '../../../testing/rows.ts'
import { lineKey, listLines, neighbour } from './list-lines.ts'
import type { RowGroup } from './rows.ts'

const groups: RowGroup[] = [
  { id: 'for_me', rows: [aRow('a'), aRow('b')] },
  { id: 'snoozed', rows: [aRow('c')] },
]

test('groups have heads, a folded one shows only its head', () => {
  assert.deepEqual(listLines(groups, { folded: [] }).map(lineKey), ['for_me', 'a', 'b', 'snoozed', 'c'])
  assert.deepEqual(listLines(groups, { folded: ['for_me'] }).map(lineKey), ['for_me', 'snoozed', 'c'])
})

test('a single group needs no head and cannot hide everything, but on the desk it says whose turn it is', () => {
  const one = groups.slice(0, 1)
  assert.deepEqual(listLines(one, { folded: ['for_me'] }).map(lineKey), ['a', 'b'])
  assert.deepEqual(listLines(one, { folded: [], heads: 'always' }).map(lineKey), ['for_me', 'a', 'b'])
})

test('the next row is found across group heads and stops at the ends', () => {
  const lines = listLines(groups, { folded: [] })
  assert.equal(neighbour(lines, 'b', 1), 'c')
  assert.equal(neighbour(lines, 'c', 1), 'c')
  assert.equal(neighbour(lines, 'a', -1), 'a')
  assert.equal(neighbour(lines, null, 1), 'a')
})

test('when the row one stood on has gone, the list starts again', () => {
  assert.equal(neighbour(listLines(groups, { folded: [] }), 'gone', 1), 'a')
  assert.equal(neighbour([], 'gone', 1), null)
})
