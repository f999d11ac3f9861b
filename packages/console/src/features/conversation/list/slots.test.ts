import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRow } from '../../../testing/rows.ts'
import { lineKey, type ListLine } from './list-lines.ts'
import { fillSlots, type Slot } from './slots.ts'

const row = (id: string): ListLine => ({ kind: 'row', row: aRow(id) })
const head: ListLine = { kind: 'group', id: 'for_me', count: 3, more: false, folded: false }
const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(row)
const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index)
/** Slot by slot, in the page's order: its own name and its line's. */
const shown = (slots: readonly Slot[]): string => slots.map(({ id, line }) => `${id}${lineKey(line)}`).join(' ')
const moving = { focused: null, settled: false }
const still = { focused: null, settled: true }

test('a row that comes stands where one stood that went, and all others stay where they are', () => {
  const held = fillSlots([], { lines, indexes: from(0, 3), ...still })
  assert.equal(shown(held), '0a 1b 2c 3d')
  const next = fillSlots(held, { lines, indexes: from(2, 5), ...moving })
  assert.equal(shown(next), '0e 1f 2c 3d')
  assert.deepEqual(
    next.map(({ index }) => index),
    [4, 5, 2, 3],
  )
})

test('when the list has come to rest, the page has its order, and most stand where they stood', () => {
  const far = from(0, 29).map((number) => row(`n${String(number).padStart(2, '0')}`))
  const order = (slots: readonly Slot[]) => slots.map(({ index }) => index)
  const same = (before: readonly Slot[], after: readonly Slot[]) => after.filter(({ id }) => before.some((slot) => slot.id === id)).length
  for (const [first, last] of [
    [13, 22],
    [7, 16],
  ] as const) {
    const moved = fillSlots(fillSlots([], { lines: far, indexes: from(10, 19), ...still }), { lines: far, indexes: from(first, last), ...moving })
    assert.notDeepEqual(order(moved), from(first, last))
    const rested = fillSlots(moved, { lines: far, indexes: from(first, last), ...still })
    assert.deepEqual(order(rested), from(first, last))
    assert.equal(same(moved, rested), 7, 'three rows were made anew')
    assert.deepEqual(fillSlots(rested, { lines: far, indexes: from(first, last), ...still }), rested)
  }
})

test('who has the focus stays where he stands while the page is put in order', () => {
  const moved = fillSlots(fillSlots([], { lines, indexes: from(0, 3), ...still }), { lines, indexes: [...from(4, 6), 1], focused: 'b', settled: false })
  assert.equal(shown(moved), '0e 1b 2f 3g')
  assert.equal(shown(fillSlots(moved, { lines, indexes: [...from(4, 6), 1], focused: 'b', settled: true })), '1b 4e 2f 3g')
  assert.equal(shown(fillSlots(moved, { lines, indexes: [...from(4, 6), 1], ...still })), '4b 0e 2f 3g')
})

test('the place that has the focus is not given to another row, though its own has left the list', () => {
  const held = fillSlots([], { lines, indexes: from(0, 3), ...still })
  const without = lines.filter((line) => lineKey(line) !== 'd')
  for (const settled of [true, false]) {
    assert.equal(shown(fillSlots(held, { lines: without, indexes: from(0, 3), focused: 'd', settled })), '0a 1b 2c 4e')
    assert.equal(shown(fillSlots(held, { lines: without, indexes: from(0, 3), focused: null, settled })), '0a 1b 2c 3e')
  }
})

test('the row that has the focus keeps its place while the others are scrolled away', () => {
  const held = fillSlots([], { lines, indexes: from(0, 3), ...still })
  assert.equal(shown(fillSlots(held, { lines, indexes: [...from(4, 6), 1], focused: 'b', settled: false })), '0e 1b 2f 3g')
})

test('a place that one step does not need waits for the next one, and goes when the list rests', () => {
  const held = fillSlots([], { lines, indexes: from(0, 3), ...still })
  const fewer = fillSlots(held, { lines, indexes: from(1, 3), ...moving })
  assert.equal(shown(fewer), '0a 1b 2c 3d')
  assert.equal(shown(fillSlots(fewer, { lines, indexes: from(1, 4), ...moving })), '0e 1b 2c 3d')
  assert.equal(shown(fillSlots(fewer, { lines, indexes: from(1, 3), ...still })), '1b 2c 3d')
  const others = ['x', 'b', 'c', 'd'].map(row)
  assert.equal(shown(fillSlots(fewer, { lines: others, indexes: from(1, 3), ...moving })), '1b 2c 3d')
})

test('the head of a group never becomes a row, nor a row a head', () => {
  const grouped = [head, ...lines]
  const held = fillSlots([], { lines: grouped, indexes: from(0, 2), ...still })
  assert.equal(shown(held), '0for_me 1a 2b')
  assert.equal(shown(fillSlots(held, { lines: grouped, indexes: from(2, 4), ...still })), '4b 1c 3d')
  assert.equal(
    shown(fillSlots(fillSlots([], { lines: grouped, indexes: from(3, 5), ...still }), { lines: grouped, indexes: from(0, 2), ...still })),
    '4for_me 0a 1b',
  )
})

test('what a row says is what the list says of it now', () => {
  const held = fillSlots([], { lines, indexes: from(0, 1), ...still })
  const newer: ListLine = { kind: 'row', row: aRow('a', { title: '新的' }) }
  const [slot] = fillSlots(held, { lines: [newer, ...lines.slice(1)], indexes: from(0, 1), ...still })
  assert.equal(slot?.line, newer)
})
