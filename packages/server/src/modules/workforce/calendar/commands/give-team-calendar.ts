import type { TeamCalendarBody } from '@yingda/protocol/http/calendar.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/refused.ts'
import { setTeamCalendar } from '../../../identity/api.ts'
import { lockCalendarRow } from '../store.ts'

/**
 * A team answers in these hours from now on, or at any hour. Recorded on the team's stream.
 *
 * Lock order: calendar, then team.
 *
 * @throws Refused `calendar.not_found` | `team.not_found` | `team.not_own` | `calendar.changed`: it has not the hours it `was` given any more
 */
export async function giveTeamCalendar(ctx: CommandContext, { teamId, calendarId, was }: TeamCalendarBody & { teamId: TeamId }): Promise<void> {
  if (calendarId !== null && (await lockCalendarRow(ctx, calendarId)) === undefined) throw new Refused('calendar.not_found')
  await setTeamCalendar(ctx, { teamId, calendarId, was })
}
