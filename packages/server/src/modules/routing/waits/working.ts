import { fittingAmong, type Demand } from '@yingda/domain/routing/fitting.ts'
import { keyOf } from '@yingda/domain/routing/chance.ts'
import { poolAfter, servesAs } from '@yingda/domain/routing/overflow.ts'
import type { Worker } from '@yingda/domain/routing/play-forward.ts'
import { fits } from '@yingda/domain/routing/weights.ts'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { heldNow, type HeldNow } from '../../conversation/api.ts'
import { listTeams } from '../../identity/api.ts'
import { capacityWeights } from '../../workforce/api.ts'
import { thereAndOnBreak, type Present } from '../on-shift.ts'
import { overflowNow, poolsAmong } from '../overflow.ts'

type Asked = Omit<Demand, 'teamIds'>

/** Who works on the lines: those who take conversations now, then those on a break, and what each of them holds. */
export type Working = {
  agents: readonly { isThere: boolean; room: number; held: readonly HeldNow[] }[]
  /** What a chat takes of an agent. */
  weight: number
  /** By agent, whether he may be given this one. */
  fits(demand: Asked): readonly boolean[]
  /** By agent, whether he works on this line at all; what helps only after a time does not count. */
  serves(teamId: TeamId): boolean[]
  /** Whether somebody who may be given this one has room for a chat now. */
  hasRoom(demand: Asked): boolean
}

export async function workingNow(ctx: QueryContext): Promise<Working> {
  const weights = await capacityWeights(ctx)
  const { there, onBreak } = await thereAndOnBreak(ctx, weights)
  const poolsOf = poolsAmong(await overflowNow(ctx, await listTeams(ctx), there))
  const everybody = [...there, ...onBreak]
  const held = Map.groupBy(await heldNow(ctx, idsOf(everybody), weights), ({ agentId }) => agentId)
  // Who comes back from a break may be given what he would have been given before it.
  const [fittingNow, fittingLater] = [fittingAmong(there), fittingAmong(everybody)]
  const withPool = (demand: Asked): Demand => ({ ...demand, teamIds: poolAfter(poolsOf(demand.teamId), 0) })
  const known = new Map<string, readonly boolean[]>()
  const fitsOf = (demand: Asked): boolean[] => {
    const [now, later] = [fittingNow, fittingLater].map((fitting) => new Set(idsOf(fitting(withPool(demand)).agents)))
    return everybody.map(({ id }, at) => (at < there.length ? now : later)?.has(id) === true)
  }
  return {
    weight: weights.chat,
    agents: everybody.map(({ id, capacity }, at) => {
      const holds = held.get(id) ?? []
      const room = capacity - holds.reduce((sum, { weight }) => sum + Math.min(weight, capacity), 0)
      return { isThere: at < there.length, room, held: holds }
    }),
    fits(demand) {
      // A long line asks the same few things again and again.
      const key = JSON.stringify([demand.teamId, demand.language, demand.questionType, demand.urgent, demand.care, demand.restricted])
      const fitting = known.get(key) ?? fitsOf(demand)
      known.set(key, fitting)
      return fitting
    },
    serves: (teamId) => everybody.map(({ teamIds }) => servesAs(poolAfter(poolsOf(teamId), 0), teamIds) !== null),
    hasRoom: (demand) => fittingNow(withPool(demand)).agents.some((agent) => fits(agent, weights.chat)),
  }
}

/** What they hold, as it is played forward. */
export const workersOf = ({ agents }: Working, now: Date, lineOf: (teamId: TeamId | null) => number): Worker[] =>
  agents.map(({ isThere, room, held }) => ({
    isThere,
    room,
    held: held.map(({ id, teamId, since, weight }) => ({
      key: keyOf(id),
      team: lineOf(teamId),
      forSeconds: Math.max(0, (now.getTime() - since.getTime()) / 1000),
      weight,
    })),
  }))

const idsOf = (agents: readonly Pick<Present, 'id'>[]): StaffId[] => agents.map(({ id }) => id)
