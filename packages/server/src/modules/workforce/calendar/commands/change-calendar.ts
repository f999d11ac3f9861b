import { isDeepStrictEqual } from 'node:util'
import type { CalendarChangeBody } from '@yingda/protocol/http/calendar.ts'
import type { CalendarId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/refused.ts'
import { checkedRules } from '../checked-rules.ts'
import { recordCalendar } from '../entries.ts'
import { lockOwnCalendar } from '../own-calendar.ts'
import { updateCalendar } from '../store.ts'

/**
 * Other hours from now on, for every team that uses them. The same ones again change nothing; nor do they where somebody
 * else has changed them since they were `was`.
 *
 * @throws Refused `calendar.not_found` | `calendar.of_others` | `calendar.changed`, and as `checkedRules`
 */
export async function changeCalendar(ctx: CommandContext, { id, was, ...body }: CalendarChangeBody & { id: CalendarId }): Promise<void> {
  const before = await lockOwnCalendar(ctx, id)
  const rules = checkedRules(body)
  if (isDeepStrictEqual(before.rules, rules)) return
  if (was !== undefined && !isDeepStrictEqual(before.rules, checkedRules(was))) throw new Refused('calendar.changed')
  await updateCalendar(ctx, { id, rules })
  await recordCalendar(ctx, id, { type: 'calendar.changed', data: rules })
}
