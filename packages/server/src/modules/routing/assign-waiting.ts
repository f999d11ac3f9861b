import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { assignLocked, countOpenByAgent, isAnybodyWaiting, lockWaiting, mayHold } from '../conversation/api.ts'
import { listColleagues, lockAvailableStaff, type Agent } from '../identity/api.ts'
import { onlineStaff, openTeams } from '../workforce/api.ts'

const MOST_AT_ONCE = 200

/**
 * Give every waiting conversation to a free agent of its team, longest waiting first, each to the agent with the most
 * free share of places; as many as fit. Only lines are looked at whose team has a free place: a long line without agents
 * holds up no other. Outside a team's business hours nothing of its line is given out, though somebody may be there:
 * customers were told when it opens. Whoever is there may still take.
 *
 * Locks the agents first, in id order, so that of two routers the second counts what the first has given away and does
 * not serve somebody further back meanwhile. That is the other way round than assigning by hand, and cannot end in a
 * deadlock: conversations are taken with `skip locked`, so a router never waits for one. One that is locked just now
 * (its customer is writing) is served at the next look.
 *
 * @returns how many were assigned
 */
export async function assignWaiting(ctx: CommandContext, most = MOST_AT_ONCE): Promise<number> {
  if (!(await isAnybodyWaiting(ctx))) return 0
  const online = await onlineStaff(ctx.db)
  const here = (await listColleagues(ctx)).filter((agent) => agent.available && online.has(agent.id))
  const mayHaveRoom = withRoom(
    here,
    await countOpenByAgent(
      ctx,
      here.map((agent) => agent.id),
    ),
  )
  if (mayHaveRoom.length === 0) return 0

  const agents = await lockAvailableStaff(
    ctx,
    mayHaveRoom.map((agent) => agent.id),
  )
  const open = await countOpenByAgent(
    ctx,
    agents.map((agent) => agent.id),
  )
  const teams = new Set(withRoom(agents, open).flatMap((agent) => agent.teamIds))
  const answering = await openTeams(ctx, [...teams])
  const plan = planAssignments(await lockWaiting(ctx, answering, most), agents, open)
  for (const { row, agent } of plan) await assignLocked(ctx, row, agent, 'routed')
  return plan.length
}

const withRoom = (agents: readonly Agent[], open: ReadonlyMap<StaffId, number>): Agent[] => agents.filter((agent) => (open.get(agent.id) ?? 0) < agent.capacity)

type Waiting = { id: ConversationId; team_id: TeamId | null; restricted: boolean }

/** Pure: who gets what. `waiting` stands in line order. */
export function planAssignments<W extends Waiting>(
  waiting: readonly W[],
  agents: readonly Agent[],
  open: ReadonlyMap<StaffId, number>,
): { row: W; agent: Agent }[] {
  const load = new Map(agents.map((agent) => [agent.id, open.get(agent.id) ?? 0]))
  const plan: { row: W; agent: Agent }[] = []
  for (const row of waiting) {
    const free = agents.filter(
      (agent) => row.team_id !== null && agent.teamIds.includes(row.team_id) && mayHold(agent, row) && (load.get(agent.id) ?? 0) < agent.capacity,
    )
    const agent = free.sort((a, b) => (load.get(a.id) ?? 0) / a.capacity - (load.get(b.id) ?? 0) / b.capacity)[0]
    if (agent === undefined) continue
    load.set(agent.id, (load.get(agent.id) ?? 0) + 1)
    plan.push({ row, agent })
  }
  return plan
}
