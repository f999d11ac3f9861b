import type { StaffId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../platform/command.ts'
import { isAnybodyAvailable, listTeams, type TeamInfo } from '../identity/api.ts'
import { hoursOfTeams, onlineStaff, openTeams } from '../workforce/api.ts'

/**
 * What the first screen says of people: on duty = it is within hours and somebody is there who is given questions now. The
 * hours are those of the teams that take questions; `opensAt` is told only outside of all of them.
 */
export async function deskHours(ctx: QueryContext): Promise<{ agentsOnDuty: boolean; opensAt: string | null }> {
  const [teams, online] = await Promise.all([listTeams(ctx), onlineStaff(ctx.db)])
  const taking = teams.filter(({ questionTypes }) => questionTypes.length > 0)
  const asked = taking.length > 0 ? taking : teams
  const hours = await hoursOfTeams(ctx, asked)
  if (!hours.isOpen) return { agentsOnDuty: false, opensAt: hours.opensAt?.toISOString() ?? null }
  const serving = await servingNow(ctx, asked, teams)
  return { agentsOnDuty: await isAnybodyAvailable(ctx, [...online.intersection(serving)]), opensAt: null }
}

/** The members of the teams among these that are open, and of the open ones that help them. */
async function servingNow(ctx: QueryContext, asked: readonly TeamInfo[], all: readonly TeamInfo[]): Promise<Set<StaffId>> {
  const open = new Set(
    await openTeams(
      ctx,
      all.map(({ id }) => id),
    ),
  )
  const serving = new Set(asked.filter(({ id }) => open.has(id)).flatMap(({ id, overflow }) => [id, ...overflow.map(({ teamId }) => teamId)]))
  return new Set(all.filter(({ id }) => open.has(id) && serving.has(id)).flatMap(({ memberIds }) => memberIds))
}
