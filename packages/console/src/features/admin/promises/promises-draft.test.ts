import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PromiseRow } from '@yingda/protocol/http/promise.ts'
import { cellOf, changedPromises, readCell, shownIn } from './promises-draft.ts'

const FIRST: PromiseRow = { kind: 'first_reply', priority: 'normal', minutes: 10, warnPercent: 75, releaseMinutes: 10 }
const BOT: PromiseRow = { kind: 'bot_reply', priority: 'normal', minutes: 1, warnPercent: 75, releaseMinutes: null }

test('only what differs from what is kept is a change; typing the same number is none', () => {
  assert.deepEqual(changedPromises([BOT, FIRST], {}), [])
  assert.deepEqual(changedPromises([BOT, FIRST], { [cellOf(FIRST, 'minutes')]: ' 10 ' }), [])
  assert.deepEqual(changedPromises([BOT, FIRST], { [cellOf(FIRST, 'minutes')]: '3', [cellOf(FIRST, 'releaseMinutes')]: '' }), [
    { ...FIRST, minutes: 3, releaseMinutes: null },
  ])
})

test('an empty last column means never; anything else empty, or no whole number in range, makes no sense', () => {
  assert.equal(readCell('', 'releaseMinutes'), null)
  for (const text of ['', '0', '1.5', '-3', 'five', '43201', '999999']) assert.equal(readCell(text, 'minutes'), 'wrong', text)
  assert.equal(readCell('100', 'warnPercent'), 'wrong')
  assert.equal(readCell('0', 'releaseMinutes'), 'wrong')
  assert.equal(changedPromises([FIRST], { [cellOf(FIRST, 'warnPercent')]: '' }), null)
})

test('what is shown is what was typed, else what is kept', () => {
  assert.equal(shownIn({}, BOT, 'releaseMinutes'), '')
  assert.equal(shownIn({ [cellOf(BOT, 'minutes')]: '' }, BOT, 'minutes'), '')
  assert.equal(shownIn({}, BOT, 'minutes'), '1')
})
