/** What may be said next of an incident. Each function answers the entry to record, or why not. */
import {
  OPEN_INCIDENT_STATES,
  OPEN_PLANNED_STATES,
  type ComponentKey,
  type EndState,
  type IncidentStreamEntry,
  type OpenState,
  type Severity,
} from '@yingda/protocol/entries/incident.ts'
import type { RefusalCode } from '@yingda/protocol/refusals.ts'
import type { Incident } from './state.ts'

export type IncidentDecision = { entry: IncidentStreamEntry } | { refused: RefusalCode }

type Words = { textZh: string; textEn: string }
type Titles = { titleZh: string; titleEn: string }

/** What is shown of the past. */
export const HISTORY_MS = 90 * 24 * 3600_000

type Opening = Titles & Words & { severity: Severity; components: ComponentKey[]; state: OpenState; startedAt: string | null }

/** It may be found out later that it began earlier, but nothing begins tomorrow: that is planned work. */
export function decideOpen({ startedAt, ...rest }: Opening, nowMs: number): IncidentDecision {
  const began = startedAt === null ? nowMs : Date.parse(startedAt)
  if (began > nowMs || began < nowMs - HISTORY_MS) return { refused: 'incident.time_not_possible' }
  return { entry: { type: 'incident.opened', data: { ...rest, startedAt: new Date(began).toISOString() } } }
}

type Planning = Titles & Words & { components: ComponentKey[]; startsAt: string; endsAt: string }

export function decidePlan(plan: Planning, nowMs: number): IncidentDecision {
  const isPossible = Date.parse(plan.endsAt) > Date.parse(plan.startsAt) && Date.parse(plan.endsAt) > nowMs
  return isPossible ? { entry: { type: 'incident.planned', data: plan } } : { refused: 'incident.time_not_possible' }
}

type Update = Words & { state: OpenState; severity: Severity | null; components: ComponentKey[] | null; endsAt: string | null }

/** What is null stays. Of an incident any state may follow another; planned work that has begun is not to begin again. */
export function decideUpdate(incident: Incident, { state, severity, components, endsAt, ...words }: Update): IncidentDecision {
  if (incident.endedAt !== null) return { refused: 'incident.ended' }
  const isPlanned = incident.kind === 'planned'
  const states: readonly OpenState[] = isPlanned ? OPEN_PLANNED_STATES : OPEN_INCIDENT_STATES
  if (!states.includes(state) || (incident.state === 'in_progress' && state === 'scheduled')) return { refused: 'incident.state_not_allowed' }
  const isTimePossible = endsAt === null || (isPlanned && Date.parse(endsAt) > Date.parse(incident.startsAt))
  if (!isTimePossible) return { refused: 'incident.time_not_possible' }
  return {
    entry: {
      type: 'incident.updated',
      data: {
        state,
        severity: isPlanned ? null : (severity ?? incident.severity),
        components: components ?? [...incident.components],
        endsAt: endsAt ?? incident.endsAt,
        ...words,
      },
    },
  }
}

/** What happened is resolved; planned work is done once it has begun, and cancelled before or after. */
export function decideEnd(incident: Incident, { state, ...words }: Words & { state: EndState }): IncidentDecision {
  if (incident.endedAt !== null) return { refused: 'incident.ended' }
  const allowed: readonly EndState[] = incident.kind === 'incident' ? ['resolved'] : incident.state === 'scheduled' ? ['cancelled'] : ['done', 'cancelled']
  if (!allowed.includes(state)) return { refused: 'incident.state_not_allowed' }
  return { entry: { type: 'incident.ended', data: { state, ...words } } }
}
