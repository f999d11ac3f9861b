import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AlarmView } from '@yingda/protocol/http/watch.ts'
import { foldedAlarms } from './fold-alarms.ts'

const alarm = (kind: AlarmView['kind'], id: number) => ({ kind, id: String(id) }) as AlarmView // nothing else of it is looked at

test('of sixty alarms of one kind five stand there, and the one of another kind is not lost among them', () => {
  const many = Array.from({ length: 60 }, (_, index) => alarm('counts_differ', index))
  const shown = foldedAlarms([...many, alarm('reaction_stuck', 60)])
  assert.deepEqual(
    shown.map(({ id }) => id),
    ['0', '1', '2', '3', '4', '60'],
  )
  assert.deepEqual(foldedAlarms(many.slice(0, 5)), many.slice(0, 5))
})
