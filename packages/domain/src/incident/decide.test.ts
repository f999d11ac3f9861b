import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IncidentStreamEntry } from '@yingda/protocol/entries/incident.ts'
import { decideEnd, decideOpen, decidePlan, decideUpdate, HISTORY_MS, type IncidentDecision } from './decide.ts'
import { evolveIncident, type Incident } from './state.ts'

const NOW = Date.parse('2026-11-20T06:32:00.000Z')
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString()
const words = { textZh: '正在查', textEn: 'Looking into it' }
const titles = { titleZh: '充值变慢', titleEn: 'Top-ups are slow' }

const entryOf = (decision: IncidentDecision): IncidentStreamEntry => ('entry' in decision ? decision.entry : assert.fail(decision.refused))
const refusal = (decision: IncidentDecision): string | null => ('refused' in decision ? decision.refused : null)

const opening = { ...titles, ...words, severity: 'major' as const, components: ['fn.topup'], state: 'investigating' as const, startedAt: null }
const opened = (): Incident => evolveIncident(null, entryOf(decideOpen(opening, NOW)), at(0))
const plan = { ...titles, ...words, components: ['chat'], startsAt: at(60), endsAt: at(120) }
const planned = (): Incident => evolveIncident(null, entryOf(decidePlan(plan, NOW)), at(0))
const update = { ...words, severity: null, components: null, endsAt: null }

test('an incident began now, or earlier, within what is shown; never later', () => {
  assert.equal(opened().startsAt, at(0))
  for (const [startedAt, refused] of [
    [at(-30), null],
    [at(1), 'incident.time_not_possible'],
    [new Date(NOW - HISTORY_MS - 1).toISOString(), 'incident.time_not_possible'],
  ] as const)
    assert.equal(refusal(decideOpen({ ...opening, startedAt }, NOW)), refused)
})

test('it may go to any of its states and back, and what is not named stays as it was', () => {
  const after = evolveIncident(opened(), entryOf(decideUpdate(opened(), { ...update, state: 'monitoring' })), at(5))
  assert.deepEqual([after.state, after.severity, after.components], ['monitoring', 'major', ['fn.topup']])
  const worse = decideUpdate(after, { ...update, state: 'investigating', severity: 'critical', components: ['chat'] })
  const back = evolveIncident(after, entryOf(worse), at(6))
  assert.deepEqual([back.state, back.severity, back.components], ['investigating', 'critical', ['chat']])
  assert.equal(refusal(decideUpdate(opened(), { ...update, state: 'in_progress' })), 'incident.state_not_allowed')
  assert.equal(refusal(decideUpdate(opened(), { ...update, state: 'monitoring', endsAt: at(60) })), 'incident.time_not_possible')
})

test('what is over is over', () => {
  const over = evolveIncident(opened(), entryOf(decideEnd(opened(), { ...words, state: 'resolved' })), at(9))
  assert.deepEqual([over.state, over.endedAt], ['resolved', at(9)])
  assert.equal(refusal(decideUpdate(over, { ...update, state: 'monitoring' })), 'incident.ended')
  assert.equal(refusal(decideEnd(over, { ...words, state: 'resolved' })), 'incident.ended')
  assert.equal(refusal(decideEnd(opened(), { ...words, state: 'done' })), 'incident.state_not_allowed')
})

test('planned work lies ahead, can last longer than planned, is done once it has begun, and is cancelled at any time', () => {
  assert.equal(refusal(decidePlan({ ...plan, endsAt: at(60) }, NOW)), 'incident.time_not_possible')
  assert.equal(refusal(decidePlan({ ...plan, startsAt: at(-60), endsAt: at(-1) }, NOW)), 'incident.time_not_possible')
  assert.equal(refusal(decideEnd(planned(), { ...words, state: 'done' })), 'incident.state_not_allowed')
  assert.equal(refusal(decideEnd(planned(), { ...words, state: 'cancelled' })), null)
  const begun = evolveIncident(planned(), entryOf(decideUpdate(planned(), { ...update, state: 'in_progress', endsAt: at(240) })), at(60))
  assert.deepEqual([begun.state, begun.endsAt, begun.severity], ['in_progress', at(240), null])
  assert.equal(refusal(decideUpdate(begun, { ...update, state: 'scheduled' })), 'incident.state_not_allowed')
  assert.equal(refusal(decideUpdate(begun, { ...update, state: 'in_progress', endsAt: at(60) })), 'incident.time_not_possible')
  for (const state of ['done', 'cancelled'] as const) assert.equal(refusal(decideEnd(begun, { ...words, state })), null)
  assert.equal(refusal(decideUpdate(planned(), { ...update, state: 'monitoring' })), 'incident.state_not_allowed')
})
