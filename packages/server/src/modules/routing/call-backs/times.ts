import { maskedAddress } from '@yingda/domain/delivery/address.ts'
import { bestOf, slotsOf, type Load } from '@yingda/domain/routing/call-back-times.ts'
import { ALWAYS_OPEN } from '@yingda/domain/sla/business-time.ts'
import type { CallBackChoices, CallBackTimes } from '@yingda/protocol/http/call-back.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { accessConversation, arrangedAt, mostAtOnce } from '../../conversation/api.ts'
import { emailsOf } from '../../customer/api.ts'
import { calendarsOfTeams } from '../../workforce/api.ts'
import { usualLoads } from './usual-loads.ts'

/**
 * When somebody can come back to this customer: half hours of the team's business hours that have room, and how long one
 * usually waits at that hour of the week, by the stays in its line of the last four weeks.
 *
 * @throws Refused `conversation.not_found`
 */
export async function callBackTimes(ctx: QueryContext, conversationId: ConversationId, timeZone: string): Promise<CallBackTimes> {
  const conversation = await accessConversation(ctx, conversationId)
  const { team_id: teamId } = conversation
  const calendar = teamId === null ? ALWAYS_OPEN : ((await calendarsOfTeams(ctx, [teamId])).get(teamId) ?? ALWAYS_OPEN)
  const [arranged, most, loads] = [await arrangedAt(ctx, conversation), await mostAtOnce(ctx, teamId), await usualLoads(ctx, teamId, timeZone)]
  const hourOf = hourOfWeek(timeZone)
  const slots = slotsOf(calendar, ctx.now.getTime())
    .filter(({ fromMs }) => (arranged.get(fromMs) ?? 0) < most)
    .map((slot) => ({ ...slot, load: loads.get(hourOf(slot.fromMs)) ?? null }))
  return { slots: slots.map(shown), best: bestOf(slots).map(shown) }
}

type CustomerContext = QueryContext & { actor: { customerId: CustomerId } }

/** The same for the customer himself, and whether, and where, he can have it in writing by mail. */
export async function callBackChoices(
  ctx: CustomerContext,
  conversationId: ConversationId,
  { timeZone, hasMail }: { timeZone: string; hasMail: boolean },
): Promise<CallBackChoices> {
  const times = await callBackTimes(ctx, conversationId, timeZone)
  if (!hasMail) return { ...times, mail: null }
  const known = (await emailsOf(ctx, [ctx.actor.customerId])).get(ctx.actor.customerId)
  return { ...times, mail: { known: known === undefined ? null : maskedAddress(known) } }
}

const shown = ({ fromMs, untilMs, load }: { fromMs: number; untilMs: number; load: Load | null }) => ({
  from: new Date(fromMs).toISOString(),
  until: new Date(untilMs).toISOString(),
  load,
})

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function hourOfWeek(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
  return (ms) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]))
    return `${WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1}-${Number(parts.get('hour'))}`
  }
}
