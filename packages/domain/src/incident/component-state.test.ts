import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StatusIncident } from '@yingda/protocol/http/status.ts'
import { statusComponent, type Measured } from './component-state.ts'

const DAY_MS = 24 * 3600_000
const NOW = Date.parse('2026-11-20T06:32:00.000Z')
const midnights = [3, 2, 1, 0].map((days) => Date.parse('2026-11-20T00:00:00.000Z') - days * DAY_MS)
const before = (hours: number): string => new Date(NOW - hours * 3600_000).toISOString()

const an = (some: Partial<StatusIncident>): StatusIncident => ({
  id: '019a9f00-0000-7000-8000-000000000001',
  kind: 'incident',
  severity: 'minor',
  state: 'investigating',
  title: { 'zh-CN': '慢', en: 'Slow' },
  components: ['chat'],
  startsAt: before(1),
  endsAt: null,
  endedAt: null,
  updates: [],
  ...some,
})
const CHAT = { key: 'chat', name: { 'zh-CN': '在线客服', en: 'Chat' } }
const chatWith = (incidents: StatusIncident[], measured: [string, Measured][] = []) =>
  statusComponent(CHAT, { incidents, measured: new Map(measured), nowMs: NOW, midnights })

const planned = an({ kind: 'planned', severity: null, state: 'scheduled', endsAt: before(-2), startsAt: before(-1) })

for (const [what, incidents, measured, state, from] of [
  ['nothing published, nothing measured', [], [], 'ok', null],
  ['a minor incident', [an({})], [], 'degraded', 'incident'],
  ['a critical one beside a minor one', [an({}), an({ severity: 'critical' })], [], 'down', 'incident'],
  ['an incident of something else', [an({ components: ['bot'], severity: 'critical' })], [], 'ok', null],
  ['one that is over', [an({ state: 'resolved', endedAt: before(0.5), severity: 'critical' })], [], 'ok', null],
  ['work that is only planned', [planned], [], 'ok', null],
  ['work that is going on', [{ ...planned, state: 'in_progress' as const }], [], 'maintenance', 'incident'],
  ['a measurement alone', [], [['chat', 'live_connection_away']], 'degraded', 'measured'],
  ['a measurement of something else', [], [['bot', 'answers_late']], 'ok', null],
  ['a graver measurement', [{ ...planned, state: 'in_progress' as const }], [['chat', 'live_connection_away']], 'degraded', 'measured'],
  ['a measurement that says what was published', [an({})], [['chat', 'live_connection_away']], 'degraded', 'incident'],
] as [string, StatusIncident[], [string, Measured][], string, string | null][])
  test(`${what}: ${state}`, () => {
    const found = chatWith(incidents, measured)
    assert.deepEqual([found.state, found.from, found.measured], [state, from, from === 'measured' ? 'live_connection_away' : null])
  })

test('each day shows the worst that was published of it, from its first hour to its last; what is to come shows nothing', () => {
  const past = an({ severity: 'critical', state: 'resolved', startsAt: before(40), endedAt: before(30) })
  assert.equal(chatWith([past, planned]).days, 'oddo')
  assert.equal(chatWith([an({ startsAt: before(2) })]).days, 'ooow')
  assert.equal(chatWith([{ ...planned, startsAt: before(30), endsAt: before(28), endedAt: before(29), state: 'cancelled' }]).days, 'oooo')
})
