import type { CalendarNow } from '@yingda/protocol/http/calendar.ts'
import type { CalendarId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../../platform/command.ts'
import { listCalendarRows } from '../store.ts'
import { calendarNow } from './calendar-now.ts'

/** What every calendar means at this instant. */
export async function calendarsNow(ctx: QueryContext): Promise<Map<CalendarId, CalendarNow>> {
  return new Map((await listCalendarRows(ctx)).map(({ id, rules }) => [id, calendarNow(rules, ctx.now)]))
}
