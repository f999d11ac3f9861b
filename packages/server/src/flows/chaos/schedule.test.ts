import assert from 'node:assert/strict'
import { test } from 'node:test'
import { longSchedule, shortSchedule, type Fault } from './schedule.ts'

const first = (seed: number, count: number): Fault[] => {
  const schedule = longSchedule(seed)
  return Array.from({ length: count }, () => schedule.next().value)
}

test('one seed is one schedule', () => {
  assert.deepEqual(shortSchedule(7), shortSchedule(7))
  assert.notDeepEqual(shortSchedule(7), shortSchedule(8))
  assert.deepEqual(first(7, 200), first(7, 200))
})

test('the short run has twenty kills of servers, three of the database, and everything else there is', () => {
  for (const seed of [1, 2, 3]) {
    const count = (kind: Fault['kind']): number => shortSchedule(seed).filter((fault) => fault.kind === kind).length
    assert.ok(count('kill-server') >= 20)
    assert.ok(count('kill-database') + count('kill-everything') >= 3)
    for (const kind of ['restart-database', 'part-from-database', 'pause-server', 'kill-nats', 'fill-storage'] as const) assert.ok(count(kind) >= 1)
    const clocks = shortSchedule(seed).flatMap((fault) => (fault.kind === 'move-clock' ? [fault.offsetMs] : []))
    assert.deepEqual(clocks, [3_600_000, -3_600_000])
    const cuts = shortSchedule(seed).flatMap((fault) => (fault.kind === 'cut' ? [`${fault.link} ${fault.how}`] : []))
    assert.equal(new Set(cuts).size, 3 * 4)
  }
})

test('a long run has every kind, fills the storage once, and now and then outlasts a lease', () => {
  const faults = first(11, 500)
  assert.equal(new Set(faults.map((fault) => fault.kind)).size, 10)
  assert.equal(faults.filter((fault) => fault.kind === 'fill-storage').length, 1)
  for (const kind of ['pause-server', 'part-from-database'] as const) assert.ok(faults.some((fault) => fault.kind === kind && fault.forMs > 30_000))
})
