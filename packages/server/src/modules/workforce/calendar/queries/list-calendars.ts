import type { CalendarList } from '@yingda/protocol/http/calendar.ts'
import type * as z from 'zod'
import type { QueryContext } from '../../../../platform/command.ts'
import { listTeams } from '../../../identity/api.ts'
import { localDate } from '../business-calendar.ts'
import { isAnnounced } from '../china-days.ts'
import { listCalendarRows } from '../store.ts'
import { calendarNow } from './calendar-now.ts'

/** All business hours with what they mean now, and every team with the hours it has. The route demands the permission. */
export async function listCalendars(ctx: QueryContext, { timeZone }: { timeZone: string }): Promise<z.infer<typeof CalendarList>> {
  const [calendars, teams] = await Promise.all([listCalendarRows(ctx), listTeams(ctx)])
  const { year } = localDate(ctx.now.getTime(), timeZone)
  return {
    calendars: calendars.map(({ id, rules }) => ({ id, ...rules, now: calendarNow(rules, ctx.now) })),
    teams: teams.map(({ id, nameZh, nameEn, calendarId }) => ({ id, nameZh, nameEn, calendarId })),
    holidayYears: [year, year + 1].map((one) => ({ year: one, isAnnounced: isAnnounced(one) })),
    timeZone,
  }
}
