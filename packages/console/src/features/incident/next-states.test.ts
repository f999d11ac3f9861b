import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideEnd, decideUpdate } from '@yingda/domain/incident/decide.ts'
import type { Incident } from '@yingda/domain/incident/state.ts'
import { EndState, IncidentState, OpenState } from '@yingda/protocol/entries/incident.ts'
import { nextStates } from './next-states.ts'

const words = { textZh: '好', textEn: 'Good' }
const standing = (kind: Incident['kind'], state: IncidentState): Incident => ({
  kind,
  state,
  severity: kind === 'incident' ? 'minor' : null,
  titleZh: '慢',
  titleEn: 'Slow',
  components: ['chat'],
  startsAt: '2026-11-20T06:00:00.000Z',
  endsAt: kind === 'planned' ? '2026-11-20T08:00:00.000Z' : null,
  endedAt: null,
})

/** Whether the server takes it. */
function isTaken(incident: Incident, state: IncidentState): boolean {
  const [end, open] = [EndState.safeParse(state), OpenState.safeParse(state)]
  if (end.success) return 'entry' in decideEnd(incident, { ...words, state: end.data })
  return open.success && 'entry' in decideUpdate(incident, { ...words, state: open.data, severity: null, components: null, endsAt: null })
}

for (const [kind, states] of [
  ['incident', ['investigating', 'identified', 'monitoring']],
  ['planned', ['scheduled', 'in_progress']],
] as const)
  for (const state of states)
    test(`what can be said of ${kind} ${state} is exactly what is taken, the present state first`, () => {
      const offered = nextStates({ kind, state })
      const taken = IncidentState.options.filter((one) => isTaken(standing(kind, state), one))
      assert.deepEqual(offered.toSorted(), taken.toSorted())
      assert.equal(offered[0], state)
    })
