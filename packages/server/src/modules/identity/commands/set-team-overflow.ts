import { leadsBack } from '@yingda/domain/routing/overflow.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { OverflowBody } from '@yingda/protocol/http/overflow.ts'
import type { OverflowStep } from '@yingda/protocol/overflow.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { mustLead } from '../reach.ts'
import { recordTeam } from '../entries.ts'
import { lockAllTeamRows, setOverflowOfTeam } from '../store/teams.ts'

/**
 * Say which teams help this one, in order. The same again changes nothing. Locks all teams, in the order of their ids:
 * two who set two teams at once could otherwise make a loop between them.
 *
 * @throws Refused `team.not_found` | `team.not_own` | `team.overflow_loop`: it would help itself, over however many others |
 *   `setting.changed`: not those help it any more who `was` named
 */
export async function setTeamOverflow(ctx: CommandContext, { teamId, steps, was }: OverflowBody & { teamId: TeamId }): Promise<void> {
  const teams = new Map((await lockAllTeamRows(ctx)).map((row) => [row.id, row]))
  const team = teams.get(teamId)
  if (team === undefined || steps.some((step) => !teams.has(step.teamId))) throw new Refused('team.not_found')
  mustLead(ctx, teamId)
  if (isSame(team.overflow, steps)) return
  if (was !== undefined && !isSame(team.overflow, was)) throw new Refused('setting.changed')
  if (leadsBack(teamId, steps, new Map([...teams.values()].map((row) => [row.id, row.overflow])))) throw new Refused('team.overflow_loop')
  await setOverflowOfTeam(ctx, teamId, steps)
  await recordTeam(ctx, teamId, [{ type: 'team.overflow_set', data: { steps: [...steps] } }])
}

const isSame = (before: readonly OverflowStep[], now: readonly OverflowStep[]): boolean =>
  before.length === now.length &&
  before.every((step, index) => {
    const other = now[index]
    return step.teamId === other?.teamId && step.afterMinutes === other.afterMinutes && step.whenNobody === other.whenNobody
  })
