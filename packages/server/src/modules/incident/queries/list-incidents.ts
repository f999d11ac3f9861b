import { HISTORY_MS } from '@yingda/domain/incident/decide.ts'
import { stateSaid } from '@yingda/domain/incident/state.ts'
import type { IncidentView } from '@yingda/protocol/http/incident.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { incidentsEndedSince, openIncidents, saidOf, type Said } from '../store.ts'

/** What is open first, then what ended in the last 90 days; each with all that was said of it. */
export async function listIncidents(ctx: QueryContext): Promise<IncidentView[]> {
  const [open, ended] = await Promise.all([openIncidents(ctx), incidentsEndedSince(ctx, new Date(ctx.now.getTime() - HISTORY_MS))])
  const incidents = [...open, ...ended]
  const said = Map.groupBy(
    await saidOf(
      ctx,
      incidents.map(({ id }) => id),
    ),
    ({ incidentId }) => incidentId,
  )
  return incidents.map(({ components, ...incident }) => ({
    ...incident,
    components: [...components],
    updates: (said.get(incident.id) ?? []).map(updateOf).reverse(),
  }))
}

const updateOf = ({ seq, at, actor, entry }: Said): IncidentView['updates'][number] => ({
  seq,
  at: at.toISOString(),
  by: actor.kind === 'agent' ? actor.name : null,
  state: stateSaid(entry),
  textZh: entry.data.textZh,
  textEn: entry.data.textEn,
})
