import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { assignLocked, countOpenByAgent, isAnybodyWaiting, lockWaiting } from '../conversation/api.ts'
import { lockAvailableStaff, type Agent } from '../identity/api.ts'
import { onlineStaff } from '../workforce/api.ts'

const MOST_AT_ONCE = 200

/**
 * Give every waiting conversation to a free agent of its team, longest waiting first, each to the agent with the most
 * free share of places; as many as fit.
 *
 * Lock order: conversations in line order (skipping what another router holds), then agents in id order. The agents'
 * locks keep the count of open conversations honest between two routers.
 *
 * @returns how many were assigned
 */
export async function assignWaiting(ctx: CommandContext): Promise<number> {
  if (!(await isAnybodyWaiting(ctx))) return 0
  const online = await onlineStaff(ctx.db)
  if (online.size === 0) return 0
  const waiting = await lockWaiting(ctx, MOST_AT_ONCE)
  if (waiting.length === 0) return 0
  const agents = await lockAvailableStaff(ctx, [...online])
  const open = await countOpenByAgent(ctx, agents.map((agent) => agent.id))
  const plan = planAssignments(waiting, agents, open)
  for (const { row, agent } of plan) await assignLocked(ctx, row, agent, 'routed')
  return plan.length
}

type Waiting = { id: ConversationId; team_id: TeamId | null }

/** Pure: who gets what. `waiting` stands in line order. */
export function planAssignments<W extends Waiting>(waiting: readonly W[], agents: readonly Agent[], open: ReadonlyMap<StaffId, number>): { row: W; agent: Agent }[] {
  const load = new Map(agents.map((agent) => [agent.id, open.get(agent.id) ?? 0]))
  const plan: { row: W; agent: Agent }[] = []
  for (const row of waiting) {
    const free = agents.filter((agent) => row.team_id !== null && agent.teamIds.includes(row.team_id) && (load.get(agent.id) ?? 0) < agent.capacity)
    const agent = free.sort((a, b) => (load.get(a.id) ?? 0) / a.capacity - (load.get(b.id) ?? 0) / b.capacity)[0]
    if (agent === undefined) continue
    load.set(agent.id, (load.get(agent.id) ?? 0) + 1)
    plan.push({ row, agent })
  }
  return plan
}
