import type { AgentOnShift } from '@yingda/domain/routing/agent-on-shift.ts'
import { fits, leastOf, type Weights } from '@yingda/domain/routing/weights.ts'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import { lastHeldAt, loadOfAgents, mayHold } from '../conversation/api.ts'
import { listColleagues, lockAvailableStaff, type Agent } from '../identity/api.ts'
import { onlineStaff } from '../workforce/api.ts'

/** Somebody who is there, for the plan and for the entry. */
export type Present = AgentOnShift & { agent: Agent }

/**
 * Everybody who is there and takes conversations. Those who may have room are locked, in id order, and only then counted
 * and asked for once more whether they are there: what is read of them holds until the commit. Who was full before is
 * not locked and stays full for this look.
 */
export async function lockOnShift(ctx: CommandContext, weights: Weights): Promise<Present[]> {
  const there = await whoIsThere(ctx, weights)
  const hasRoom = (one: Present): boolean => fits(one, leastOf(weights))
  const [free, full] = [there.filter(hasRoom), there.filter((one) => !hasRoom(one))]
  if (free.length === 0) return full
  const locked = await lockAvailableStaff(ctx, idsOf(free))
  const online = await onlineStaff(ctx.db)
  const counted = await presentOf(
    ctx,
    locked.filter((agent) => online.has(agent.id)),
    weights,
  )
  return [...counted, ...full]
}

/** Everybody who is there and takes conversations, as far as it is known without a lock. */
export async function whoIsThere(ctx: QueryContext, weights: Weights): Promise<Present[]> {
  const online = await onlineStaff(ctx.db)
  const agents = (await listColleagues(ctx)).filter((agent) => agent.available && online.has(agent.id))
  return presentOf(ctx, agents, weights)
}

/** Who takes nothing new, and had something until so lately, is on a break; a lead who only watches is not. */
const BREAK_AT_MOST_MS = 60 * 60_000

/** Those who take conversations now, and those who are there on a break; without a lock. */
export async function thereAndOnBreak(ctx: QueryContext, weights: Weights): Promise<{ there: Present[]; onBreak: Present[] }> {
  const online = await onlineStaff(ctx.db)
  const agents = (await listColleagues(ctx)).filter((agent) => online.has(agent.id))
  const away = agents.filter((agent) => !agent.available)
  const lastHeld = away.length === 0 ? new Map<StaffId, Date>() : await lastHeldAt(ctx, idsOf(away))
  const isOnBreak = ({ id }: Agent): boolean => ctx.now.getTime() - (lastHeld.get(id)?.getTime() ?? -Infinity) < BREAK_AT_MOST_MS
  const there = agents.filter((agent) => agent.available)
  return { there: await presentOf(ctx, there, weights), onBreak: await presentOf(ctx, away.filter(isOnBreak), weights) }
}

async function presentOf(ctx: QueryContext, agents: readonly Agent[], weights: Weights): Promise<Present[]> {
  const loads = await loadOfAgents(ctx, idsOf(agents), weights)
  const lastHeld = await lastHeldAt(ctx, idsOf(agents))
  return agents.map((agent) => {
    const { id, teamIds, languages, skills, capacity } = agent
    const { load, hasOffer } = loads.get(id) ?? { load: 0, hasOffer: false }
    const lastAssignedAtMs = lastHeld.get(id)?.getTime() ?? null
    return { id, teamIds, languages, skills, capacity, load, hasOffer, lastAssignedAtMs, seesRestricted: mayHold(agent, { restricted: true }), agent }
  })
}

const idsOf = (agents: readonly { id: StaffId }[]): StaffId[] => agents.map((agent) => agent.id)
