import { decideOpen, decidePlan, type IncidentDecision } from '@yingda/domain/incident/decide.ts'
import { evolveIncident } from '@yingda/domain/incident/state.ts'
import type { OpenIncidentBody, PlanWorkBody } from '@yingda/protocol/http/incident.ts'
import { IncidentId, type ClientId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { newId } from '../../../platform/uuid.ts'
import { checkComponents, type Components } from '../components.ts'
import { recordIncident } from '../record-incident.ts'
import { insertIncident } from '../store.ts'
import { personOf } from './person-of.ts'

/**
 * Tell the public that something is disturbed. The same client id again is the same incident, whatever else it says.
 *
 * @throws Refused `incident.component_unknown` | `incident.time_not_possible`
 */
export async function openIncident(ctx: CommandContext, here: Components, { clientId, ...opening }: OpenIncidentBody): Promise<IncidentId> {
  checkComponents(here, opening.components)
  return begin(ctx, clientId, decideOpen(opening, ctx.now.getTime()))
}

/**
 * Announce work that will disturb. It begins by its time, and is ended by hand.
 *
 * @throws Refused `incident.component_unknown` | `incident.time_not_possible`
 */
export async function planWork(ctx: CommandContext, here: Components, { clientId, ...plan }: PlanWorkBody): Promise<IncidentId> {
  checkComponents(here, plan.components)
  return begin(ctx, clientId, decidePlan(plan, ctx.now.getTime()))
}

async function begin(ctx: CommandContext, clientId: ClientId, decision: IncidentDecision): Promise<IncidentId> {
  if ('refused' in decision) throw new Refused(decision.refused)
  const { staffId, sender } = personOf(ctx)
  const id = IncidentId.parse(newId(ctx.now.getTime()))
  const incident = evolveIncident(null, decision.entry, ctx.now.toISOString())
  const earlier = await insertIncident(ctx, { id, incident, openedBy: staffId, clientId })
  if (earlier !== null) return earlier
  await recordIncident(ctx, id, decision.entry, { sender, clientId })
  return id
}
