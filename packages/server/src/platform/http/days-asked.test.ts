import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ReconciliationQuery } from '@yingda/protocol/http/watch.ts'
import { daysAsked } from './days-asked.ts'

const read = (query: Record<string, string>) => ReconciliationQuery.safeParse(query)
const asked = (query: Record<string, string>, timeZone: string) =>
  daysAsked(ReconciliationQuery.parse(query), { now: new Date('2026-11-22T16:30:00.000Z'), timeZone })

test('the last days end with today on the desk’s calendar, not on UTC’s', () => {
  assert.deepEqual(asked({ days: '1' }, 'Asia/Shanghai'), { from: '2026-11-23', until: '2026-11-23' })
  assert.deepEqual(asked({ days: '1' }, 'Europe/London'), { from: '2026-11-22', until: '2026-11-22' })
  assert.deepEqual(asked({ days: '30' }, 'Asia/Shanghai'), { from: '2026-10-25', until: '2026-11-23' })
})

test('days that are named are taken as they are', () => {
  assert.deepEqual(asked({ from: '2026-11-01', until: '2026-11-07' }, 'Asia/Shanghai'), { from: '2026-11-01', until: '2026-11-07' })
})

test('neither, both, the wrong way round, or more than a quarter is refused', () => {
  for (const query of [
    {},
    { from: '2026-11-01' },
    { days: '7', from: '2026-11-01', until: '2026-11-07' },
    { from: '2026-11-07', until: '2026-11-01' },
    { from: '2026-01-01', until: '2026-11-01' },
    { days: '0' },
    { days: '93' },
  ])
    assert.equal(read(query as Record<string, string>).success, false, JSON.stringify(query)) // some leave a field out
  assert.equal(read({ from: '2026-08-01', until: '2026-10-31' }).success, true)
})
