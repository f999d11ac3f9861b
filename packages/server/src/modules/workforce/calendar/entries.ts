import type { CalendarStreamEntry } from '@yingda/protocol/entries/calendar.ts'
import type { CalendarId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { record } from '../../../platform/record.ts'

/** Write to the calendar's own stream, which outlives it: who set which hours, and when they went. */
export async function recordCalendar(ctx: CommandContext, id: CalendarId, entry: CalendarStreamEntry): Promise<void> {
  await record(ctx, [{ stream: { id, kind: 'calendar', customerId: null }, entries: [{ ...entry, forCustomer: false }] }])
}
