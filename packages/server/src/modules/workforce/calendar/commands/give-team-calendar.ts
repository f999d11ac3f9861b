import type { CalendarId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/refused.ts'
import { setTeamCalendar } from '../../../identity/api.ts'
import { lockCalendarRow } from '../store.ts'

/**
 * A team answers in these hours from now on, or at any hour. Recorded on the team's stream.
 *
 * Lock order: calendar, then team.
 *
 * @throws Refused `calendar.not_found` | `team.not_found` | `team.not_own`
 */
export async function giveTeamCalendar(ctx: CommandContext, { teamId, calendarId }: { teamId: TeamId; calendarId: CalendarId | null }): Promise<void> {
  if (calendarId !== null && (await lockCalendarRow(ctx, calendarId)) === undefined) throw new Refused('calendar.not_found')
  await setTeamCalendar(ctx, { teamId, calendarId })
}
