import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { until } from '../../testing/settle.ts'
import { watchAttendance } from './attendance.ts'
import type { ChatClient } from './chat-client.ts'
import type { Cluster } from './cluster.ts'
import { inLeaving } from './invariants.ts'

test('an absence is counted while there was a way to come back, and from the end of an outage at the earliest', async () => {
  let isUp = true
  let looks = 0
  let heardAtMs = performance.now() - 60_000
  const client = { heardAtMs: () => heardAtMs } as ChatClient // nothing else of it is looked at
  const cluster = { servers: [{ isUp: () => (looks += 1) > 0 && isUp }], database: { pool: { query: () => Promise.resolve() } } } as unknown as Cluster
  await using attendance = watchAttendance(cluster, [client])
  await until('it to be seen', () => attendance.longestAwayMs(client) > 100)
  assert.ok(attendance.longestAwayMs(client) < 10_000, 'not what was before it looked')
  const before = attendance.longestAwayMs(client)
  isUp = false
  heardAtMs = performance.now()
  const from = looks
  await until('it to look again', () => looks > from + 3)
  assert.ok(attendance.longestAwayMs(client) <= before + 300, 'nobody can be there while nobody is')
})

const happened = (...entries: readonly object[]) => entries.map((entry, index) => ({ seq: index + 1, entry }) as Pick<StaffEntry, 'seq' | 'entry'>) // only type and data are read
const assigned = (agentId: string) => ({ type: 'conversation.assigned', data: { agentId } })
const passedOn = (why?: string) => ({ type: 'conversation.transferred', data: { why } })

test('who was there and lost a conversation as gone is a violation; who was away, or silent, is none', () => {
  const kinds = (present: readonly string[], ...entries: readonly object[]) => inLeaving('c', happened(...entries), present).map(({ kind }) => kind)
  assert.deepEqual(kinds(['a'], assigned('a'), passedOn('agent_gone')), ['takenFromPresent'])
  assert.deepEqual(kinds(['b'], assigned('a'), passedOn('agent_gone')), [])
  assert.deepEqual(kinds(['a'], assigned('a'), passedOn('agent_silent'), assigned('b'), passedOn('agent_gone')), [])
  assert.deepEqual(kinds(['a', 'b'], assigned('a'), assigned('b'), passedOn('agent_gone'), assigned('a'), passedOn()), ['takenFromPresent'])
})
