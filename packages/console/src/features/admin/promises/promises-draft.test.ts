import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PromiseRow } from '@yingda/protocol/http/promise.ts'
import { cellOf, changedPromises, inHours, isOpenTo, readCell, shownIn } from './promises-draft.ts'

const FIRST: PromiseRow = { kind: 'first_reply', priority: 'normal', minutes: 10, warnPercent: 75, releaseMinutes: 10 }
const BOT: PromiseRow = { kind: 'bot_reply', priority: 'normal', minutes: 1, warnPercent: 75, releaseMinutes: null }
const RESOLVED: PromiseRow = { kind: 'resolution', priority: 'normal', minutes: 960, warnPercent: 75, releaseMinutes: null }

test('only what differs from what is kept is a change; typing the same number is none', () => {
  assert.deepEqual(changedPromises([BOT, FIRST], {}), [])
  assert.deepEqual(changedPromises([BOT, FIRST], { [cellOf(FIRST, 'minutes')]: ' 10 ' }), [])
  assert.deepEqual(changedPromises([BOT, FIRST], { [cellOf(FIRST, 'minutes')]: '3', [cellOf(FIRST, 'releaseMinutes')]: '' }), [
    { ...FIRST, minutes: 3, releaseMinutes: null },
  ])
})

test('an empty last column means never; anything else empty, or no whole number in range, makes no sense', () => {
  assert.equal(readCell('', FIRST, 'releaseMinutes'), null)
  for (const text of ['', '0', '1.5', '-3', 'five', '43201', '999999']) assert.equal(readCell(text, FIRST, 'minutes'), 'wrong', text)
  assert.equal(readCell('100', FIRST, 'warnPercent'), 'wrong')
  assert.equal(readCell('0', FIRST, 'releaseMinutes'), 'wrong')
  assert.equal(changedPromises([FIRST], { [cellOf(FIRST, 'warnPercent')]: '' }), null)
})

test('only a resolution may be left unpromised, and is promised again with a number', () => {
  assert.equal(readCell(' ', RESOLVED, 'minutes'), null)
  for (const row of [BOT, FIRST]) assert.equal(readCell('', row, 'minutes'), 'wrong', row.kind)
  for (const text of ['0', '1.5', '43201']) assert.equal(readCell(text, RESOLVED, 'minutes'), 'wrong', text)
  assert.deepEqual(changedPromises([FIRST, RESOLVED], { [cellOf(RESOLVED, 'minutes')]: '' }), [{ ...RESOLVED, minutes: null }])
  const unpromised = { ...RESOLVED, minutes: null }
  assert.deepEqual(changedPromises([unpromised], {}), [])
  assert.deepEqual(changedPromises([unpromised], { [cellOf(RESOLVED, 'minutes')]: '480' }), [{ ...RESOLVED, minutes: 480 }])
})

test('what was typed into a cell that has gone is neither kept nor in the way', () => {
  const typed = { [cellOf(RESOLVED, 'warnPercent')]: '0' }
  assert.equal(changedPromises([RESOLVED], typed), null)
  assert.deepEqual(changedPromises([RESOLVED], { ...typed, [cellOf(RESOLVED, 'minutes')]: '' }), [{ ...RESOLVED, minutes: null }])
})

test('there is a cell only where there is something to set', () => {
  const open = (row: PromiseRow, draft = {}) => (['minutes', 'warnPercent', 'releaseMinutes'] as const).filter((column) => isOpenTo(draft, row, column))
  assert.deepEqual(open(BOT), ['minutes'])
  assert.deepEqual(open(FIRST), ['minutes', 'warnPercent', 'releaseMinutes'])
  assert.deepEqual(open(RESOLVED), ['minutes', 'warnPercent'])
  assert.deepEqual(open(RESOLVED, { [cellOf(RESOLVED, 'minutes')]: '' }), ['minutes'])
  assert.deepEqual(open(FIRST, { [cellOf(FIRST, 'minutes')]: '' }), ['minutes', 'warnPercent', 'releaseMinutes'])
})

test('what is shown is what was typed, else what is kept', () => {
  assert.equal(shownIn({}, BOT, 'releaseMinutes'), '')
  assert.equal(shownIn({ [cellOf(BOT, 'minutes')]: '' }, BOT, 'minutes'), '')
  assert.equal(shownIn({}, BOT, 'minutes'), '1')
})

test('an hour and more is read in hours', () => {
  assert.equal(inHours(59), null)
  assert.deepEqual(inHours(240), { hours: 4, minutes: 0 })
  assert.deepEqual(inHours(90), { hours: 1, minutes: 30 })
})
