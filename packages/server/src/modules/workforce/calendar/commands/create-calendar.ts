import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import { CalendarId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../../platform/command.ts'
import { newId } from '../../../../platform/uuid.ts'
import { checkedRules } from '../checked-rules.ts'
import { recordCalendar } from '../entries.ts'
import { insertCalendar } from '../store.ts'

/** New business hours, used by no team yet. @throws Refused as `checkedRules` */
export async function createCalendar(ctx: CommandContext, body: CalendarRules): Promise<CalendarId> {
  const id = CalendarId.parse(newId(ctx.now.getTime()))
  const rules = checkedRules(body)
  await insertCalendar(ctx, { id, rules, createdAt: ctx.now })
  await recordCalendar(ctx, id, { type: 'calendar.created', data: rules })
  return id
}
