import type { CalendarId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { recordTeam } from '../entries.ts'
import { mustLead } from '../reach.ts'
import { lockTeamRow, setCalendarOfTeam } from '../store/teams.ts'

/** `was`: only if these are the hours it has now. */
type SetTeamCalendar = { teamId: TeamId; calendarId: CalendarId | null; was?: CalendarId | null | undefined }

/**
 * Give a team its business hours, or none. The same ones again change nothing. Hours are another module's: who calls
 * holds their lock.
 *
 * @throws Refused `team.not_found` | `team.not_own` | `calendar.changed`
 */
export async function setTeamCalendar(ctx: CommandContext, { teamId, calendarId, was }: SetTeamCalendar): Promise<void> {
  const team = await lockTeamRow(ctx, teamId)
  if (team === undefined) throw new Refused('team.not_found')
  mustLead(ctx, teamId)
  if (team.calendar_id === calendarId) return
  if (was !== undefined && team.calendar_id !== was) throw new Refused('calendar.changed')
  await setCalendarOfTeam(ctx, teamId, calendarId)
  await recordTeam(ctx, teamId, [{ type: 'team.calendar_set', data: { calendarId } }])
}
