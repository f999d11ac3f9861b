import type { IncidentState } from '@yingda/protocol/entries/incident.ts'
import type { IncidentView } from '@yingda/protocol/http/incident.ts'

/** What may be said of it next, as `domain/incident/decide.ts` allows it; the present one first. */
export function nextStates({ kind, state }: Pick<IncidentView, 'kind' | 'state'>): readonly IncidentState[] {
  if (kind === 'incident') return [state, ...(['investigating', 'identified', 'monitoring'] as const).filter((one) => one !== state), 'resolved']
  return state === 'scheduled' ? ['scheduled', 'in_progress', 'cancelled'] : ['in_progress', 'done', 'cancelled']
}
