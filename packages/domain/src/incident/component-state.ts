/** How something that can be disturbed is now: from what was published of it, and from what the desk measured. */
import type { ComponentState, StatusComponent, StatusIncident } from '@yingda/protocol/http/status.ts'
import type { Bilingual } from '@yingda/protocol/language.ts'

export type Component = { key: string; name: Bilingual }
export type Measured = NonNullable<StatusComponent['measured']>

/** What a measurement means for whom it concerns. */
const MEASURED_STATE: Readonly<Record<Measured, ComponentState>> = {
  live_connection_away: 'degraded',
  turned_away: 'degraded',
  answers_late: 'degraded',
  not_delivered: 'degraded',
  wallet_silent: 'down',
}
const WORSE: readonly ComponentState[] = ['ok', 'maintenance', 'degraded', 'down']
const LETTER: Readonly<Record<ComponentState, string>> = { ok: 'o', maintenance: 'm', degraded: 'w', down: 'd' }
const DAY_MS = 24 * 3600_000

export const worse = (a: ComponentState, b: ComponentState): ComponentState => (WORSE.indexOf(a) >= WORSE.indexOf(b) ? a : b)

type Facts = Pick<StatusIncident, 'kind' | 'severity' | 'state'>
/** What it meant, or means, while it lasted. Planned work disturbs from its beginning on. */
function meaningOf({ kind, severity, state }: Facts): ComponentState {
  if (kind === 'planned') return state === 'scheduled' || state === 'cancelled' ? 'ok' : 'maintenance'
  return severity === 'critical' ? 'down' : 'degraded'
}

type Question = {
  incidents: readonly StatusIncident[]
  measured: ReadonlyMap<string, Measured>
  nowMs: number
  /** Midnights on the desk's own calendar, the first one `days` ago and the last one today's. */
  midnights: readonly number[]
}

export function statusComponent({ key, name }: Component, { incidents, measured, nowMs, midnights }: Question): StatusComponent {
  const mine = incidents.filter(({ components }) => components.includes(key))
  const published = mine.filter(({ endedAt }) => endedAt === null).reduce<ComponentState>((state, one) => worse(state, meaningOf(one)), 'ok')
  const found = measured.get(key) ?? null
  const byMeasure = found === null ? 'ok' : MEASURED_STATE[found]
  const state = worse(published, byMeasure)
  return {
    key,
    name,
    state,
    from: state === 'ok' ? null : published === state ? 'incident' : 'measured',
    measured: byMeasure === 'ok' || state !== byMeasure || published === state ? null : found,
    days: midnights.map((start, index) => LETTER[worstBetween(mine, start, midnights[index + 1] ?? start + DAY_MS, nowMs)]).join(''),
  }
}

function worstBetween(incidents: readonly StatusIncident[], fromMs: number, untilMs: number, nowMs: number): ComponentState {
  const touching = incidents.filter(({ startsAt, endedAt }) => {
    const end = endedAt === null ? nowMs : Date.parse(endedAt)
    return Date.parse(startsAt) < untilMs && end >= fromMs && Date.parse(startsAt) <= nowMs
  })
  return touching.reduce<ComponentState>((state, one) => worse(state, meaningOf(one)), 'ok')
}
