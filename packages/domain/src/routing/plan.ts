/** Which waiting conversation goes to whom. Pure: the same facts give the same plan, in whatever order they are given. */
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { Strategy } from '@yingda/protocol/skills.ts'
import { levelOf, type AgentOnShift } from './agent-on-shift.ts'
import { fittingAmong, type Demand, type Waived } from './fitting.ts'
import { saidNoLately, type Holders } from './holders.ts'
import { servesAs } from './overflow.ts'
import { fits } from './weights.ts'
import { byLine, type InLine } from './line.ts'

export type Waiting = Demand & InLine & Holders & { id: ConversationId /** Share of capacity it takes. */; weight: number }

/** `teamId`: as a member of which team he answers it. */
export type Planned = { conversationId: ConversationId; agentId: StaffId; teamId: TeamId; waived: readonly Waived[] }

export type RoutingFacts = {
  waiting: readonly Waiting[]
  /** Everybody who is there and takes conversations; also those who are full, for whom others are not put in. */
  onShift: readonly AgentOnShift[]
  /** A team that is missing gives to the least busy. */
  strategyOf: ReadonlyMap<TeamId, Strategy>
  /** Teams whose members are asked before they are given anything. */
  asking: ReadonlySet<TeamId>
  nowMs: number
}

/**
 * Give out as many as there are places, in the order of the line. Who is passed over in line found no free agent that
 * fits, and no place that goes to somebody further back would have done for him; what is too heavy for the room there is has
 * a desk kept for it.
 *
 * Of the free ones who fit: the customer's last agent; else whoever has not lost or passed on this conversation before
 * whoever has; the own team before those that help it; the more skilled; then by the team's strategy. Where the team's members are asked first, nobody is asked
 * about two at once, nor about what he has just said no to.
 */
export function planAssignments({ waiting, onShift, strategyOf, asking, nowMs }: RoutingFacts): Planned[] {
  const fitting = fittingAmong(onShift)
  const desks = new Map(
    onShift.map((agent) => [agent.id, { agent, load: agent.load, idleSince: agent.lastAssignedAtMs ?? -Infinity, hasOffer: agent.hasOffer, isKept: false }]),
  )
  const plan: Planned[] = []
  for (const one of waiting.toSorted(byLine)) {
    const { agents, waived } = fitting(one)
    const saidNo = saidNoLately(one, nowMs)
    const asks = ({ agent }: Desk): boolean => asking.has(servesAs(one.teamIds, agent.teamIds) ?? one.teamId)
    const before = orderFor(one, strategyOf.get(one.teamId) ?? 'least_busy')
    let chosen: Desk | undefined
    for (const { id } of agents) {
      const desk = desks.get(id)
      if (desk === undefined || desk.isKept || !fits(roomOf(desk), one.weight)) continue
      if (saidNo.includes(id) || (desk.hasOffer && asks(desk))) continue
      if (chosen === undefined || before(desk, chosen) < 0) chosen = desk
    }
    if (chosen === undefined) {
      keepOneFor(
        one,
        agents.flatMap(({ id }) => desks.get(id) ?? []),
      )
      continue
    }
    chosen.load += one.weight
    chosen.hasOffer ||= asks(chosen)
    chosen.idleSince = JUST_NOW + plan.length
    plan.push({ conversationId: one.id, agentId: chosen.agent.id, teamId: servesAs(one.teamIds, chosen.agent.teamIds) ?? one.teamId, waived })
  }
  return plan
}

type Desk = {
  agent: AgentOnShift
  load: number
  idleSince: number
  hasOffer: boolean /** Nothing lighter is put there before what waits for it. */
  isKept: boolean
}

const roomOf = ({ agent, load }: Desk) => ({ load, capacity: agent.capacity })

/**
 * What is heavier than the room anybody has left would be passed by lighter ones for ever: the desk with the most room is
 * kept for it, until what is held there has ended.
 */
function keepOneFor({ weight }: Waiting, fitting: readonly Desk[]): void {
  const free = fitting.filter((desk) => !desk.isKept && desk.load < desk.agent.capacity)
  if (free.some((desk) => fits(roomOf(desk), weight))) return
  const room = ({ agent, load }: Desk): number => agent.capacity - load
  const [most] = free.toSorted((a, b) => room(b) - room(a) || (a.agent.id < b.agent.id ? -1 : 1))
  if (most !== undefined) most.isKept = true
}

/** Later than every instant; counted on, so that those given something by this plan come in the order of it. */
const JUST_NOW = 1e15

function orderFor({ lastAgentId, lostBy, questionType, teamIds }: Waiting, strategy: Strategy): (a: Desk, b: Desk) => number {
  const sticky = ({ agent }: Desk): number => (agent.id === lastAgentId ? 0 : 1)
  const again = ({ agent }: Desk): number => (lostBy.includes(agent.id) ? 1 : 0)
  const helps = ({ agent }: Desk): number => teamIds.findIndex((id) => agent.teamIds.includes(id))
  const busy = (a: Desk, b: Desk): number => a.load / a.agent.capacity - b.load / b.agent.capacity
  const idle = (a: Desk, b: Desk): number => (a.idleSince === b.idleSince ? 0 : a.idleSince - b.idleSince)
  return (a, b) =>
    sticky(a) - sticky(b) ||
    again(a) - again(b) ||
    helps(a) - helps(b) ||
    levelOf(b.agent, questionType) - levelOf(a.agent, questionType) ||
    (strategy === 'least_busy' ? busy(a, b) || idle(a, b) : idle(a, b) || busy(a, b)) ||
    (a.agent.id < b.agent.id ? -1 : 1)
}
