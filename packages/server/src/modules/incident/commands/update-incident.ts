import { decideEnd, decideUpdate, type IncidentDecision } from '@yingda/domain/incident/decide.ts'
import { evolveIncident } from '@yingda/domain/incident/state.ts'
import type { EndIncidentBody, UpdateIncidentBody } from '@yingda/protocol/http/incident.ts'
import type { ClientId, IncidentId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { checkComponents, type Components } from '../components.ts'
import { recordIncident } from '../record-incident.ts'
import { lockIncident, newestSaid, saveIncident, wasSaid, type IncidentRecord } from '../store.ts'
import { personOf } from './person-of.ts'

/**
 * Say how it goes on. The same client id again says nothing new.
 *
 * @throws Refused `incident.not_found` | `incident.ended` | `incident.said_meanwhile` | `incident.state_not_allowed` |
 * `incident.time_not_possible` | `incident.component_unknown`
 */
export async function updateIncident(
  ctx: CommandContext,
  here: Components,
  { id, clientId, afterSeq, ...update }: UpdateIncidentBody & { id: IncidentId },
): Promise<void> {
  await say(ctx, { id, clientId, afterSeq }, (incident) => {
    // What has been removed from the list since stays disturbed; nothing unknown is added.
    checkComponents(
      here,
      (update.components ?? []).filter((key) => !incident.components.includes(key)),
    )
    return decideUpdate(incident, update)
  })
}

/**
 * It is over, or the work that was planned is not done.
 *
 * @throws Refused `incident.not_found` | `incident.ended` | `incident.said_meanwhile` | `incident.state_not_allowed`
 */
export const endIncident = (ctx: CommandContext, { id, clientId, afterSeq, ...end }: EndIncidentBody & { id: IncidentId }): Promise<void> =>
  say(ctx, { id, clientId, afterSeq }, (incident) => decideEnd(incident, end))

type Sent = { id: IncidentId; clientId: ClientId; afterSeq: number | undefined }

async function say(ctx: CommandContext, { id, clientId, afterSeq }: Sent, decide: (incident: IncidentRecord) => IncidentDecision): Promise<void> {
  const sent = { sender: personOf(ctx).sender, clientId }
  const incident = await lockIncident(ctx, id)
  if (await wasSaid(ctx, id, sent)) return
  const decision = decide(incident)
  if ('refused' in decision) throw new Refused(decision.refused)
  // The public would read a state that its author took from a form opened before.
  if (afterSeq !== undefined && (await newestSaid(ctx, id)) > afterSeq) throw new Refused('incident.said_meanwhile')
  await saveIncident(ctx, id, evolveIncident(incident, decision.entry, ctx.now.toISOString()))
  await recordIncident(ctx, id, decision.entry, sent)
}
