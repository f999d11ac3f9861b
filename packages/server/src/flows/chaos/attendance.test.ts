import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { until } from '../../testing/settle.ts'
import { watchAttendance } from './attendance.ts'
import type { ChatClient } from './chat-client.ts'
import type { Cluster } from './cluster.ts'
import { inLeaving } from './invariants.ts'

for (const outage of ['no server is up', 'no server reaches the database'] as const) {
  test(`an absence is counted while there was a way to come back, and from the end of an outage at the earliest: ${outage}`, () => isCountedUntil(outage))
}

async function isCountedUntil(outage: 'no server is up' | 'no server reaches the database'): Promise<void> {
  let isOut = false
  let looks = 0
  let heardAtMs = performance.now() - 60_000
  const client = { heardAtMs: () => heardAtMs } as ChatClient // nothing else of it is looked at
  const servers = [{ isUp: () => (looks += 1) > 0 && !(isOut && outage === 'no server is up') }]
  const lines = { database: [{ isOpen: () => !(isOut && outage === 'no server reaches the database') }] }
  const cluster = { servers, lines, database: { pool: { query: () => Promise.resolve() } } } as unknown as Cluster
  await using attendance = watchAttendance(cluster, [client])
  await until('it to be seen', () => attendance.longestAwayMs(client) > 100)
  assert.ok(attendance.longestAwayMs(client) < 10_000, 'not what was before it looked')
  const before = attendance.longestAwayMs(client)
  isOut = true
  heardAtMs = performance.now()
  const from = looks
  await until('it to look again', () => looks > from + 3)
  assert.ok(attendance.longestAwayMs(client) <= before + 300, 'nobody can be there while nobody is')
}

const happened = (...entries: readonly object[]) => entries.map((entry, index) => ({ seq: index + 1, entry }) as Pick<StaffEntry, 'seq' | 'entry'>) // only type and data are read
const taken = (fromAgentId: string | null, why?: string) => ({ type: 'conversation.transferred', data: { fromAgentId, why } })

test('who was there and lost a conversation as gone is a violation; who was away, was silent or passed it on, is none', () => {
  const found = (...entries: readonly object[]) => inLeaving('c', happened(...entries), ['there']).map(({ kind, what }) => [kind, what])
  assert.deepEqual(found(taken('away', 'agent_gone'), taken('there', 'agent_silent'), taken('there'), taken(null, 'agent_gone')), [])
  assert.deepEqual(found({ type: 'message.posted', data: {} }, taken('there', 'agent_gone')), [['takenFromPresent', 'c: entry 2 from there']])
})
