/**
 * Which other teams answer a team's line as well, and from when on. What waits stays in its own line, with its place,
 * and belongs to its own team until somebody has it: the others come to help, they do not take the line over.
 */
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { OverflowStep } from '@yingda/protocol/overflow.ts'

const MINUTE_MS = 60_000

export type Chains = ReadonlyMap<TeamId, readonly OverflowStep[]>

/** Who answers what has waited so long in a line: the own team first, then the others in the order of the chain. */
export type Pool = { waitedMs: number; teamIds: readonly TeamId[] }

export type OverflowFacts = {
  chains: Chains /** Teams that answer at this hour. */
  open: ReadonlySet<TeamId> /** Teams of which somebody is there. */
  there: ReadonlySet<TeamId>
}

/** The pools of a line, from what came just now to what waits longest; each holds the one before. */
export function poolsOf(teamId: TeamId, facts: OverflowFacts): Pool[] {
  const steps = (facts.chains.get(teamId) ?? []).filter((step) => facts.open.has(step.teamId))
  const fromMs = (step: OverflowStep): number => (step.whenNobody && !facts.there.has(teamId) ? 0 : step.afterMinutes * MINUTE_MS)
  const beginnings = [...new Set([0, ...steps.map(fromMs)])].toSorted((a, b) => a - b)
  return beginnings.map((waitedMs) => ({ waitedMs, teamIds: [teamId, ...steps.filter((step) => fromMs(step) <= waitedMs).map((step) => step.teamId)] }))
}

/** The pool of what has waited so long. The first one begins at once. */
export const poolAfter = (pools: readonly Pool[], waitedMs: number): readonly TeamId[] =>
  pools.findLast((pool) => pool.waitedMs <= waitedMs)?.teamIds ?? pools[0]?.teamIds ?? []

/** For which of these teams, in their order, somebody in `own` teams answers; null = for none of them. */
export const servesAs = (teamIds: readonly TeamId[], own: readonly TeamId[]): TeamId | null => teamIds.find((id) => own.includes(id)) ?? null

/** Whether these steps would lead from the team, over however many others, back to itself. */
export function leadsBack(teamId: TeamId, steps: readonly OverflowStep[], chains: Chains): boolean {
  const seen = new Set<TeamId>()
  const next = steps.map((step) => step.teamId)
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    if (at === teamId) return true
    if (seen.has(at)) continue
    seen.add(at)
    next.push(...(chains.get(at) ?? []).map((step) => step.teamId))
  }
  return false
}
