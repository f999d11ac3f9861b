import { CHANNEL_WEIGHT } from '@yingda/domain/routing/agent-on-shift.ts'
import { demandsWithRoom, placesOf } from '@yingda/domain/routing/fitting.ts'
import { NO_HOLDERS, type Holders } from '@yingda/domain/routing/holders.ts'
import { planAssignments, type Waiting } from '@yingda/domain/routing/plan.ts'
import type { CommandContext } from '../../platform/command.ts'
import { assignAllLocked, holdersOf, isAnybodyWaiting, lockWaiting, type ConversationRecord } from '../conversation/api.ts'
import { listTeams } from '../identity/api.ts'
import { openTeams } from '../workforce/api.ts'
import { lockOnShift } from './on-shift.ts'

/** A look holds its agents' locks until it commits, so that whoever takes by hand waits for it: kept to some tenths of a second. */
export const MOST_A_TEAM = 500

/**
 * Give waiting conversations to free agents, or offer them where the team's members are asked first, as `domain/routing/plan.ts` says, as many as fit and `most` of each team, in
 * a number of statements that does not grow with them. Only what somebody free can answer is read of the lines: a long
 * line without agents, or one in a language whose speakers are full, holds up no other. Outside a team's business hours
 * nothing of its line is given out, though somebody may be there: customers were told when it opens. Whoever is there
 * may still take.
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
  const onShift = await lockOnShift(ctx)
  const withRoom = new Set(onShift.filter((one) => placesOf(one) > 0).flatMap(({ teamIds }) => teamIds))
  if (withRoom.size === 0) return 0
  const teams = new Map((await listTeams(ctx)).map((team) => [team.id, team]))
  const asking = new Set([...teams.values()].filter((team) => team.acceptSeconds !== null).map(({ id }) => id))
  const rows = await lockWaiting(ctx, demandsWithRoom(onShift, { teamIds: await openTeams(ctx, [...withRoom]), asking }), most)
  if (rows.length === 0) return 0

  const holders = await holdersOf(ctx, rows, asking)
  const waiting = rows.flatMap((row) => waitingOf(row, holders.get(row.id) ?? NO_HOLDERS))
  const strategyOf = new Map([...teams.values()].map((team) => [team.id, team.strategy]))
  const [rowOf, agentOf] = [new Map(rows.map((row) => [row.id, row])), new Map(onShift.map(({ id, agent }) => [id, agent]))]
  const planned = planAssignments({ waiting, onShift, strategyOf, asking, nowMs: ctx.now.getTime() }).flatMap(({ conversationId, agentId }) => {
    const [row, agent] = [rowOf.get(conversationId), agentOf.get(agentId)]
    if (row?.team_id == null || agent === undefined) return []
    return [{ row, agent, teamId: row.team_id, acceptSeconds: teams.get(row.team_id)?.acceptSeconds ?? null }]
  })
  await assignAllLocked(ctx, planned)
  return planned.length
}

function waitingOf(row: ConversationRecord, holders: Holders): Waiting[] {
  const { id, team_id, queued_at, language, question_type, urgent, restricted, channel } = row
  if (team_id === null || queued_at === null) return [] // the table keeps out who waits without either
  const demand = { teamId: team_id, language, questionType: question_type, urgent, restricted }
  return [{ id, ...demand, ...holders, queuedAtMs: queued_at.getTime(), weight: CHANNEL_WEIGHT[channel] }]
}
