import { decideUpdate } from '@yingda/domain/incident/decide.ts'
import { evolveIncident } from '@yingda/domain/incident/state.ts'
import type { IncidentId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { recordIncident } from '../record-incident.ts'
import { lockIncident, saveIncident } from '../store.ts'

const UNCHANGED = { severity: null, components: null, endsAt: null, textZh: '', textEn: '' } as const

/** Planned work begins by its time, without a word. Begun, cancelled or put off meanwhile: nothing happens. */
export async function beginPlanned(ctx: CommandContext, id: IncidentId): Promise<void> {
  const incident = await lockIncident(ctx, id)
  if (incident.state !== 'scheduled' || Date.parse(incident.startsAt) > ctx.now.getTime()) return
  const decision = decideUpdate(incident, { state: 'in_progress', ...UNCHANGED })
  if ('refused' in decision) throw new Error(`planned work cannot begin: ${decision.refused}`)
  await saveIncident(ctx, id, evolveIncident(incident, decision.entry, ctx.now.toISOString()))
  await recordIncident(ctx, id, decision.entry, null)
}
