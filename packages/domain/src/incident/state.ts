import type { ComponentKey, IncidentState, IncidentStreamEntry, Severity } from '@yingda/protocol/entries/incident.ts'
import type { Instant } from '@yingda/protocol/time.ts'

/** How an incident, or planned work, stands. */
export type Incident = {
  kind: 'incident' | 'planned'
  /** Null for planned work. */
  severity: Severity | null
  state: IncidentState
  titleZh: string
  titleEn: string
  components: readonly ComponentKey[]
  startsAt: Instant
  endsAt: Instant | null
  endedAt: Instant | null
}

/** How it stands after this entry, which was written at `at`. Null before the first. */
export function evolveIncident(before: Incident | null, { type, data }: IncidentStreamEntry, at: Instant): Incident {
  if (type === 'incident.opened') {
    const { titleZh, titleEn, severity, components, state, startedAt: startsAt } = data
    return { kind: 'incident', severity, state, titleZh, titleEn, components, startsAt, endsAt: null, endedAt: null }
  }
  if (type === 'incident.planned') {
    const { titleZh, titleEn, components, startsAt, endsAt } = data
    return { kind: 'planned', severity: null, state: 'scheduled', titleZh, titleEn, components, startsAt, endsAt, endedAt: null }
  }
  if (before === null) throw new Error(`${type} on an incident that was never opened`)
  if (type === 'incident.ended') return { ...before, state: data.state, endedAt: at }
  const { state, severity, components, endsAt } = data
  return { ...before, state, severity, components, endsAt }
}

/** The state that an entry says. */
export function stateSaid({ type, data }: IncidentStreamEntry): IncidentState {
  return type === 'incident.planned' ? 'scheduled' : data.state
}
