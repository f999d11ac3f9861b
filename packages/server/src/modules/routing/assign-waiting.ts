import { demandsWithRoom } from '@yingda/domain/routing/fitting.ts'
import { NO_HOLDERS, type Holders } from '@yingda/domain/routing/holders.ts'
import { poolAfter, type OverflowFacts, type Pool } from '@yingda/domain/routing/overflow.ts'
import { planAssignments, type Waiting } from '@yingda/domain/routing/plan.ts'
import { fits, leastOf, workKindOf, type Weights } from '@yingda/domain/routing/weights.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { assignAllLocked, holdersOf, isAnybodyWaiting, lockWaiting, type ConversationRecord } from '../conversation/api.ts'
import { listTeams } from '../identity/api.ts'
import { capacityWeights } from '../workforce/api.ts'
import { lockOnShift } from './on-shift.ts'
import { overflowNow, poolsAmong } from './overflow.ts'

/** A look holds its agents' locks until it commits, so that whoever takes by hand waits for it: kept to some tenths of a second. */
export const MOST_A_TEAM = 500

/**
 * Give waiting conversations to free agents, or offer them where the team's members are asked first, as `domain/routing/plan.ts` says, as many as fit and `most` of each team, in
 * a number of statements that does not grow with them. Only what somebody free can answer is read of the lines: a long
 * line without agents, or one in a language whose speakers are full, holds up no other. Outside a team's business hours
 * nothing of its line is given out, though somebody may be there: customers were told when it opens. Whoever is there
 * may still take. What has waited long enough, or whose team is not there, goes to the teams that help as well.
 *
 * Locks the agents first, in id order, so that of two routers the second counts what the first has given away and does
 * not serve somebody further back meanwhile. That is the other way round than assigning by hand, and cannot end in a
 * deadlock: conversations are taken with `skip locked`, so a router never waits for one. One that is locked just now
 * (its customer is writing) is served at the next look.
 *
 * @returns how many were given out or offered
 */
export async function assignWaiting(ctx: CommandContext, most = MOST_A_TEAM): Promise<number> {
  if (!(await isAnybodyWaiting(ctx))) return 0
  const weights = await capacityWeights(ctx)
  const least = leastOf(weights)
  const onShift = await lockOnShift(ctx, weights)
  if (!onShift.some((one) => fits(one, least))) return 0
  const teams = new Map((await listTeams(ctx)).map((team) => [team.id, team]))
  const asking = new Set([...teams.values()].filter((team) => team.acceptSeconds !== null).map(({ id }) => id))
  const overflow = await overflowNow(ctx, [...teams.values()], onShift)
  const rows = await lockWaiting(ctx, demandsWithRoom(onShift, { ...overflow, asking, least }), most)
  if (rows.length === 0) return 0

  const holders = await holdersOf(ctx, rows, teamsThatMayAsk(overflow, asking))
  const poolsOf = poolsAmong(overflow)
  const waiting = rows.flatMap((row) => waitingOf(ctx, row, { poolsOf, weights, holders: holders.get(row.id) ?? NO_HOLDERS }))
  const strategyOf = new Map([...teams.values()].map((team) => [team.id, team.strategy]))
  const [rowOf, agentOf] = [new Map(rows.map((row) => [row.id, row])), new Map(onShift.map(({ id, agent }) => [id, agent]))]
  const planned = planAssignments({ waiting, onShift, strategyOf, asking, nowMs: ctx.now.getTime() }).flatMap(({ conversationId, agentId, teamId }) => {
    const [row, agent] = [rowOf.get(conversationId), agentOf.get(agentId)]
    if (row === undefined || agent === undefined) return []
    return [{ row, agent, teamId, acceptSeconds: teams.get(teamId)?.acceptSeconds ?? null }]
  })
  await assignAllLocked(ctx, planned)
  return planned.length
}

type AboutLine = { poolsOf: (teamId: TeamId) => Pool[]; weights: Weights; holders: Holders }

function waitingOf(ctx: CommandContext, row: ConversationRecord, { poolsOf, weights, holders }: AboutLine): Waiting[] {
  const { id, team_id, queued_at, language, question_type, urgent, care, restricted, call_back_channel } = row
  if (team_id === null || queued_at === null) return [] // the table keeps out who waits without either
  const teamIds = poolAfter(poolsOf(team_id), ctx.now.getTime() - queued_at.getTime())
  const demand = { teamId: team_id, teamIds, language, questionType: question_type, urgent, care, restricted }
  return [{ id, ...demand, ...holders, queuedAtMs: queued_at.getTime(), weight: weights[workKindOf(call_back_channel)] }]
}

/** Lines in which somebody may have been asked before: by their own team, or by one that helps it. */
const teamsThatMayAsk = ({ chains }: OverflowFacts, asking: ReadonlySet<TeamId>): ReadonlySet<TeamId> =>
  new Set([...chains].filter(([id, steps]) => asking.has(id) || steps.some((step) => asking.has(step.teamId))).map(([id]) => id))
