import { fittingAmong, type Demand } from '@yingda/domain/routing/fitting.ts'
import { poolAfter, servesAs } from '@yingda/domain/routing/overflow.ts'
import { fits } from '@yingda/domain/routing/weights.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { listTeams } from '../../identity/api.ts'
import { capacityWeights } from '../../workforce/api.ts'
import { thereAndOnBreak } from '../on-shift.ts'
import { overflowNow, poolsAmong } from '../overflow.ts'

/** The places of those who work on a line: of those who take conversations now, and of those on a break. */
export type Places = {
  there: number
  away: number
  /** The share of those there who may be given this one. */
  fittingShare(demand: Omit<Demand, 'teamIds'>): number
  /** Whether somebody who may be given this one has room for a chat now. */
  hasRoom(demand: Omit<Demand, 'teamIds'>): boolean
}

/** Of each team's own, and of those who help it from the first moment; what helps later shows in the pace alone. */
export async function placesOf(ctx: QueryContext, teamIds: readonly TeamId[]): Promise<Map<TeamId, Places>> {
  const weights = await capacityWeights(ctx)
  const { there, onBreak } = await thereAndOnBreak(ctx, weights)
  const poolsOf = poolsAmong(await overflowNow(ctx, await listTeams(ctx), there))
  const fitting = fittingAmong(there)
  return new Map(
    teamIds.map((id) => {
      const pool = poolAfter(poolsOf(id), 0)
      const serving = <A extends { teamIds: readonly TeamId[] }>(agents: readonly A[]): A[] => agents.filter((agent) => servesAs(pool, agent.teamIds) !== null)
      const all = sumOf(serving(there))
      // Where nobody is there at all it makes no difference: nothing is estimated then.
      const fittingShare: Places['fittingShare'] = (demand) => (all === 0 ? 1 : sumOf(fitting({ ...demand, teamIds: pool }).agents) / all)
      const hasRoom: Places['hasRoom'] = (demand) => fitting({ ...demand, teamIds: pool }).agents.some((agent) => fits(agent, weights.chat))
      return [id, { there: all, away: sumOf(serving(onBreak)), fittingShare, hasRoom }]
    }),
  )
}

const sumOf = (agents: readonly { capacity: number }[]): number => agents.reduce((sum, { capacity }) => sum + capacity, 0)
