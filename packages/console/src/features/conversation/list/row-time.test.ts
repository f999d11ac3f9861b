import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iconAlert, iconClock } from '@yingda/ui/icons.ts'
import { aRow } from '../../../testing/rows.ts'
import { keptTimes, rowTime } from './row-time.ts'
import { rowWords } from './row-words.ts'
import type { TFunction } from 'i18next'

/** Every word is its own key, with its count or instant. */
const t = ((key: string, values?: { count: number } | { at: string }) => (values ? `${key}:${Object.values(values).join()}` : key)) as unknown as TFunction // only these two shapes are asked for
const words = rowWords(t, 'zh-CN')
const at = (minute: number, second = 0): string => `2026-11-20T06:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}.000Z`
const ms = (when: string): number => Date.parse(when)
const promise = { kind: 'first_reply', since: at(0), warnAt: at(3), dueAt: at(5), said: null } as const

test('a promise shows how long the customer waits and how much of it has gone by', () => {
  assert.deepEqual(rowTime(aRow('1', { promise }), ms(at(1)), words), {
    text: '1:00',
    said: 'list.waitingFor 1:00',
    at: null,
    look: 'plain',
    icon: null,
    percent: 20,
  })
})

test('near its end, and after it, a promise says so in words as well', () => {
  assert.equal(rowTime(aRow('1', { promise }), ms(at(4, 40)), words).said, 'promise.nearlyLate list.waitingFor 4:40')
  assert.equal(rowTime(aRow('1', { promise }), ms(at(6)), words).said, 'promise.late list.waitingFor 6:00')
})

test('what the bot owes presses nobody here, and what is put off says until when', () => {
  const quiet = rowTime(aRow('1', { promise: { ...promise, kind: 'bot_reply' } }), ms(at(48)), words)
  assert.deepEqual([quiet.said, quiet.look], ['list.quietFor time.minutes:20', 'none'])
  const snoozed = rowTime(aRow('1', { promise, status: 'snoozed', snoozedUntil: at(30) }), ms(at(10)), words)
  assert.deepEqual([snoozed.at, snoozed.said], [at(30), `list.snoozedUntil ${snoozed.text}`])
  const nextWeek = '2026-11-27T06:30:00.000Z'
  const later = rowTime(aRow('1', { status: 'snoozed', snoozedUntil: nextWeek, waitingSince: null, promise: null }), ms(at(10)), words)
  assert.deepEqual([later.text, later.said], ['11/27', `list.snoozedUntil ${words.when(nextWeek, new Date(at(10)))}`])
})

test('somebody is to come back at a time: that time stands there until it has come, then how long the customer waits', () => {
  const callBack = { channel: 'phone', from: at(30), until: at(59), number: '•••8000', address: null } as const
  const row = aRow('1', { promise: { ...promise, warnAt: at(45), dueAt: at(59) }, callBack })
  const before = rowTime(row, ms(at(10)), words)
  assert.deepEqual([before.at, before.said, before.icon, before.percent], [at(30), `list.arrangedFor ${words.when(at(30), new Date(at(10)))}`, iconClock, null])
  assert.equal(rowTime(row, ms(at(31)), words).said, 'list.waitingFor time.minutes:31')
  const atTurn = aRow('1', { promise, callBack: { ...callBack, from: null, until: null } })
  assert.equal(rowTime(atTurn, ms(at(1)), words).said, 'list.waitingFor 1:00')
})

const resolution = { since: at(0), warnAt: at(30), dueAt: at(40), said: null }
const answered = { waitingSince: null, resolution }

test('nothing owed, what is to be resolved soon or is late takes the place, and says by when', () => {
  const time = (when: string) => rowTime(aRow('1', answered), ms(when), words)
  assert.deepEqual([time(at(29)).said, time(at(29)).look], ['list.quietFor 1:00', 'none'])
  assert.deepEqual(time(at(30)), {
    text: 'time.minutes:30',
    said: `promise.resolveBy.wait:${words.when(at(40), new Date(at(30)))} list.waitingFor time.minutes:30`,
    at: null,
    look: 'wait',
    icon: iconClock,
    percent: 75,
  })
  assert.deepEqual([time(at(39)).look, time(at(39)).icon], ['wait', iconClock])
  assert.deepEqual([time(at(40)).look, time(at(40)).icon, time(at(40)).said.split(':')[0]], ['risk', iconAlert, 'promise.resolveBy.risk'])
})

/** Calm all the while it is looked at. */
const owedUntil = (dueAt: string) => aRow('1', { ...answered, promise: { ...promise, since: at(34), warnAt: at(58), dueAt } })

test('an answer that is owed does not hide that it is to be resolved sooner, and that soon or late', () => {
  const time = (when: string) => rowTime(owedUntil('2026-11-20T08:34:00.000Z'), ms(when), words)
  assert.deepEqual([time(at(35)).look, time(at(35)).said.split(':')[0]], ['wait', 'promise.resolveBy.wait'])
  assert.deepEqual([time(at(40)).look, time(at(40)).icon, time(at(40)).said.split(':')[0]], ['risk', iconAlert, 'promise.resolveBy.risk'])
  const early = { ...owedUntil('2026-11-20T08:34:00.000Z'), resolution: { ...resolution, warnAt: at(36) } }
  assert.equal(rowTime(early, ms(at(35)), words).said, 'list.waitingFor 1:00', 'before it is due soon, the answer is told')
})

test('an answer that runs out no later keeps the place', () => {
  assert.equal(rowTime(owedUntil(at(39)), ms(at(35)), words).said, 'list.waitingFor 1:00')
  assert.equal(rowTime(owedUntil(at(40)), ms(at(35)), words).said, 'list.waitingFor 1:00')
})

test('put off, what is to be resolved has the place, whatever answer is owed', () => {
  const snoozed = { ...owedUntil(at(39)), status: 'snoozed' as const, snoozedUntil: at(59) }
  assert.equal(rowTime(snoozed, ms(at(35)), words).look, 'wait')
  assert.equal(rowTime(snoozed, ms(at(29)), words).at, at(59))
})

test('an ended conversation shows the instant and nothing before it', () => {
  const ended = rowTime(aRow('1', { status: 'closed' }), ms(at(40)), words)
  assert.deepEqual([ended.at, ended.said, ended.percent], ['2026-11-20T06:28:00.000Z', ended.text, null])
})

test('a row is told another time only when its words, its look or its bar change', () => {
  const timeOf = keptTimes(words)
  const row = aRow('1', { promise: { ...promise, dueAt: '2026-11-20T12:00:00.000Z', warnAt: '2026-11-20T11:00:00.000Z' } })
  const first = timeOf(row, ms(at(20)))
  assert.equal(timeOf(row, ms(at(20, 30))), first)
  const later = timeOf(row, ms(at(21)))
  assert.notEqual(later, first)
  assert.equal(later.text, 'time.minutes:21')
})

test('words of a length of time are looked up once', () => {
  let asked = 0
  const counted = rowWords(((key: string) => (key === 'time.minutes' && (asked += 1), key)) as unknown as TFunction, 'en') // as above
  for (const _ of [1, 2, 3]) counted.duration(20 * 60_000)
  assert.equal(asked, 1)
})
