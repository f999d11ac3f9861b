import type { CalendarId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { recordTeam } from '../entries.ts'
import { lockTeamRow, setCalendarOfTeam } from '../store/teams.ts'

/**
 * Give a team its business hours, or none. The same ones again change nothing. Hours are another module's: who calls
 * holds their lock.
 *
 * @throws Refused `team.not_found`
 */
export async function setTeamCalendar(ctx: CommandContext, { teamId, calendarId }: { teamId: TeamId; calendarId: CalendarId | null }): Promise<void> {
  const team = await lockTeamRow(ctx, teamId)
  if (team === undefined) throw new Refused('team.not_found')
  if (team.calendar_id === calendarId) return
  await setCalendarOfTeam(ctx, teamId, calendarId)
  await recordTeam(ctx, teamId, [{ type: 'team.calendar_set', data: { calendarId } }])
}
