import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { aRow, ME } from '../../../testing/rows.ts'
import { alertsBetween } from './alerts.ts'
import { knownAt, nextReading, type Reading } from './reading.ts'

const SECOND_MS = 1000
const UNTIL = '2026-11-20T07:00:00.000Z'
const TIMES = { since: '2026-11-20T02:28:00.000Z', warnAt: '2026-11-20T06:38:00.000Z', dueAt: '2026-11-20T08:28:00.000Z' }
const toResolve = (said: 'at_risk' | null) => ({ resolution: { ...TIMES, said } })
const answered = { status: 'awaiting_customer', waitingSince: null, lastFrom: 'agent', lastSeq: 5 } as const
const onDesk = aRow('a', { ...answered, ...toResolve(null) })
const aside = aRow('a', { ...answered, status: 'snoozed', snoozedUntil: UNTIL, lastSeq: 6, ...toResolve(null) })
const warnedAside = { ...aside, lastSeq: 7, ...toResolve('at_risk') }
const woken = aRow('a', { waitingSince: UNTIL, lastFrom: 'agent', lastSeq: 8, ...toResolve('at_risk') })

/** What is told over several looks, each at so many seconds. */
function toldOver(...looks: readonly (readonly [second: number, ...rows: ConversationRow[]])[]): string[] {
  let reading: Reading | null = null
  return looks.flatMap(([second, ...rows]) => {
    const nowMs = second * SECOND_MS
    const known = knownAt(reading, nowMs)
    reading = nextReading(reading, rows, nowMs)
    return alertsBetween(known, reading.rows, ME).map(({ kind }) => kind)
  })
}

test('what is put off and wakes by its time is told as that, once, whichever list is read first', () => {
  assert.deepEqual(toldOver([0, onDesk], [1, onDesk, aside], [2, aside], [900, aside, { ...woken, ...toResolve(null) }], [901, woken]), [
    'woken',
    'resolution_at_risk',
  ])
  const asleep = { ...woken, ...toResolve(null) }
  assert.deepEqual(toldOver([0, onDesk], [1], [2, aside], [900], [901, asleep]), ['woken'], 'on neither list for a moment')
  assert.deepEqual(toldOver([0, onDesk], [1, aside], [900, asleep]), ['woken'])
})

test('what was warned of while it was put off is not warned of again when it wakes', () => {
  assert.deepEqual(toldOver([0, aside], [60, warnedAside], [900, woken]), ['resolution_at_risk', 'woken'])
  assert.deepEqual(toldOver([0, aside], [60, warnedAside], [900, woken, warnedAside], [901, woken]), ['resolution_at_risk', 'woken'])
  assert.deepEqual(toldOver([0, aside], [60, warnedAside], [900], [901, woken]), ['resolution_at_risk', 'woken'])
  assert.deepEqual(toldOver([0, onDesk], [1, { ...onDesk, lastSeq: 6, ...toResolve('at_risk') }], [2], [3, warnedAside]), ['resolution_at_risk'])
})

test('of two readings the newer one counts, whichever list it stands on', () => {
  assert.deepEqual(nextReading(null, [woken, warnedAside], 0).rows, [woken])
  assert.deepEqual(nextReading(null, [onDesk, aside], 0).rows, [aside])
})

test('what was given away while it was put off, and is given back, is told', () => {
  assert.deepEqual(toldOver([0, aside], [60], [80, woken]), ['given_to_me'])
  assert.deepEqual(toldOver([0, aside], [60], [65], [71, woken]), ['given_to_me'], 'a look in between does not put it off')
})

test('what was not put off and leaves is given again at once', () => {
  assert.deepEqual(toldOver([0, aRow('a')], [1], [2, aRow('a')]), ['given_to_me'])
})
