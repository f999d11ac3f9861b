import type { CalendarId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/refused.ts'
import { listTeams } from '../../../identity/api.ts'
import { recordCalendar } from '../entries.ts'
import { deleteCalendar, lockCalendarRow } from '../store.ts'

/**
 * Hours that no team uses go; what was recorded of them stays. Under the calendar's lock no team can get them meanwhile.
 *
 * @throws Refused `calendar.not_found` | `calendar.in_use` with `count` of teams
 */
export async function removeCalendar(ctx: CommandContext, id: CalendarId): Promise<void> {
  if ((await lockCalendarRow(ctx, id)) === undefined) throw new Refused('calendar.not_found')
  const users = (await listTeams(ctx)).filter(({ calendarId }) => calendarId === id)
  if (users.length > 0) throw new Refused('calendar.in_use', { count: users.length })
  await deleteCalendar(ctx, id)
  await recordCalendar(ctx, id, { type: 'calendar.removed', data: {} })
}
