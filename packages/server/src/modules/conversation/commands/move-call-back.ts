import { decideMoveCallBack, maskedNumber } from '@yingda/domain/conversation/decide-call-back.ts'
import { maskedAddress } from '@yingda/domain/delivery/address.ts'
import { closedDuring, slotsOf, type Slot } from '@yingda/domain/routing/call-back-times.ts'
import type { BusinessCalendar } from '@yingda/domain/sla/business-time.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { emailsOf } from '../../customer/api.ts'
import { calendarsOfTeams } from '../../workforce/api.ts'
import { applyEntries, entriesOf } from '../apply-entries.ts'
import { arrangedAt, mostAtOnce } from '../queries/arranged.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'
import type { ConversationRecord } from '../tables.ts'

/**
 * Put what was arranged for a time at which the line does not answer to the next one at which it does and has room, never
 * earlier than the customer chose; where none can be told, to when it is his turn. He may choose another. A time within the
 * hours, by now or still, stays.
 *
 * @throws Refused `conversation.not_found`
 */
export async function moveCallBack(ctx: CommandContext, { conversationId }: { conversationId: ConversationId }): Promise<void> {
  const row = await lockConversation(ctx, conversationId)
  const calendar = row.team_id === null ? undefined : (await calendarsOfTeams(ctx, [row.team_id])).get(row.team_id)
  const time = timeOf(row)
  if (time === null || calendar === undefined || closedDuring(calendar, [time]).length === 0) return
  const next = await nextTime(ctx, row, { calendar, fromMs: Math.max(time.fromMs, ctx.now.getTime()) })
  const [from, until] = next === null ? [null, null] : [new Date(next.fromMs).toISOString(), new Date(next.untilMs).toISOString()]
  const entries = entriesOf(decideMoveCallBack(stateOf(row), { from, until, ...(await shownOf(ctx, row)) }))
  await applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
}

const timeOf = ({ call_back_from: from, call_back_until: until }: ConversationRecord): Slot | null =>
  from === null || until === null ? null : { fromMs: from.getTime(), untilMs: until.getTime() }

async function nextTime(
  ctx: CommandContext,
  row: ConversationRecord,
  { calendar, fromMs }: { calendar: BusinessCalendar; fromMs: number },
): Promise<Slot | null> {
  const [arranged, most] = [await arrangedAt(ctx, row), await mostAtOnce(ctx, row.team_id)]
  const times = slotsOf(calendar, fromMs)
  return times.find((slot) => (arranged.get(slot.fromMs) ?? 0) < most) ?? times[0] ?? null
}

/** Where he is reached, no more of it than everybody may see. */
async function shownOf(ctx: CommandContext, row: ConversationRecord): Promise<{ number: string | null; address?: string }> {
  const { call_back_number: number, call_back_channel: channel, customer_id: customerId } = row
  const address = channel === 'mail' ? (row.reply_email ?? (await emailsOf(ctx, [customerId])).get(customerId) ?? null) : null
  return { number: number === null ? null : maskedNumber(number), ...(address === null ? {} : { address: maskedAddress(address) }) }
}
