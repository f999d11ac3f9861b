import { isDeepStrictEqual } from 'node:util'
import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import type { CalendarId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/refused.ts'
import { checkedRules } from '../checked-rules.ts'
import { recordCalendar } from '../entries.ts'
import { lockCalendarRow, updateCalendar } from '../store.ts'

/**
 * Other hours from now on, for every team that uses them. The same ones again change nothing.
 *
 * @throws Refused `calendar.not_found`, and as `checkedRules`
 */
export async function changeCalendar(ctx: CommandContext, { id, ...body }: CalendarRules & { id: CalendarId }): Promise<void> {
  const before = await lockCalendarRow(ctx, id)
  if (before === undefined) throw new Refused('calendar.not_found')
  const rules = checkedRules(body)
  if (isDeepStrictEqual(before.rules, rules)) return
  await updateCalendar(ctx, { id, rules })
  await recordCalendar(ctx, id, { type: 'calendar.changed', data: rules })
}
