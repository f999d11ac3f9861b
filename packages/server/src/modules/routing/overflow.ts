import { poolsOf, type OverflowFacts, type Pool } from '@yingda/domain/routing/overflow.ts'
import type { AgentOnShift } from '@yingda/domain/routing/agent-on-shift.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../platform/command.ts'
import type { TeamInfo } from '../identity/api.ts'
import { openTeams } from '../workforce/api.ts'

/** Who helps whom now: a team that is closed helps nobody, and nobody is given anything of its own line. */
export async function overflowNow(ctx: QueryContext, teams: readonly TeamInfo[], onShift: readonly AgentOnShift[]): Promise<OverflowFacts> {
  return {
    chains: new Map(teams.map((team) => [team.id, team.overflow])),
    open: new Set(
      await openTeams(
        ctx,
        teams.map(({ id }) => id),
      ),
    ),
    there: new Set(onShift.flatMap(({ teamIds }) => teamIds)),
  }
}

/** Answers the pools of a line, remembering. */
export function poolsAmong(facts: OverflowFacts): (teamId: TeamId) => Pool[] {
  const known = new Map<TeamId, Pool[]>()
  return (teamId) => {
    const pools = known.get(teamId) ?? poolsOf(teamId, facts)
    known.set(teamId, pools)
    return pools
  }
}
