import type { CalendarId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { leadsTeam, listTeams } from '../../identity/api.ts'
import { lockCalendarRow, type CalendarRecord } from './store.ts'

/**
 * Hours to be changed, locked: for whoever leads all the teams that have them, since all get the change. Under the lock
 * no other team can get them.
 *
 * @throws Refused `calendar.not_found` | `calendar.of_others`
 */
export async function lockOwnCalendar(ctx: CommandContext, id: CalendarId): Promise<CalendarRecord> {
  const calendar = await lockCalendarRow(ctx, id)
  if (calendar === undefined) throw new Refused('calendar.not_found')
  const teams = await listTeams(ctx)
  if (teams.some((team) => team.calendarId === id && !leadsTeam(ctx, team.id))) throw new Refused('calendar.of_others')
  return calendar
}
