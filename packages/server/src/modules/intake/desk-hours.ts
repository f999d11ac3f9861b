import type { QueryContext } from '../../platform/command.ts'
import { isAnybodyAvailable, listTeams } from '../identity/api.ts'
import { hoursOfTeams, onlineStaff } from '../workforce/api.ts'

/**
 * What the first screen says of people: on duty = it is within hours and somebody is there. The hours are those of the
 * teams that take questions; `opensAt` is told only outside of all of them.
 */
export async function deskHours(ctx: QueryContext): Promise<{ agentsOnDuty: boolean; opensAt: string | null }> {
  const [teams, online] = await Promise.all([listTeams(ctx), onlineStaff(ctx.db)])
  const taking = teams.filter(({ questionTypes }) => questionTypes.length > 0)
  const hours = await hoursOfTeams(ctx, taking.length > 0 ? taking : teams)
  if (!hours.isOpen) return { agentsOnDuty: false, opensAt: hours.opensAt?.toISOString() ?? null }
  return { agentsOnDuty: await isAnybodyAvailable(ctx, [...online]), opensAt: null }
}
