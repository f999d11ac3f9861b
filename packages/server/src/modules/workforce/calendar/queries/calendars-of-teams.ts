import type { BusinessCalendar } from '@yingda/domain/sla/business-time.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../../platform/command.ts'
import { listTeams } from '../../../identity/api.ts'
import { businessCalendar } from '../business-calendar.ts'
import { findCalendars } from '../store.ts'

/** The hours of these teams; a team without hours, which is always open, is left out. */
export async function calendarsOfTeams(ctx: QueryContext, teamIds: readonly TeamId[]): Promise<Map<TeamId, BusinessCalendar>> {
  if (teamIds.length === 0) return new Map()
  const teams = (await listTeams(ctx)).filter((team) => teamIds.includes(team.id))
  const ids = teams.flatMap(({ calendarId }) => (calendarId === null ? [] : [calendarId]))
  const rules = new Map((await findCalendars(ctx, ids)).map((calendar) => [calendar.id, businessCalendar(calendar.rules)]))
  return new Map(
    teams.flatMap(({ id, calendarId }) => {
      const calendar = calendarId === null ? undefined : rules.get(calendarId)
      return calendar === undefined ? [] : [[id, calendar]]
    }),
  )
}
