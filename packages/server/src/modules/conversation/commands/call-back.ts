/** A person comes back to who waits: asked for, called off, made. */
import { mailAddress, maskedAddress } from '@yingda/domain/delivery/address.ts'
import {
  decideCallBack,
  decideCalledBack,
  decideCancelCallBack,
  decideShowNumber,
  dialledNumber,
  maskedNumber,
} from '@yingda/domain/conversation/decide-call-back.ts'
import { slotAt } from '@yingda/domain/routing/call-back-times.ts'
import { ALWAYS_OPEN } from '@yingda/domain/sla/business-time.ts'
import type { CallBackChannel } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { emailsOf } from '../../customer/api.ts'
import { calendarsOfTeams } from '../../workforce/api.ts'
import { applyEntries, entriesOf, type Applied } from '../apply-entries.ts'
import { isFull } from '../queries/arranged.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation, setReached } from '../store.ts'
import type { ConversationRecord } from '../tables.ts'

export type RequestCallBack = {
  conversationId: ConversationId
  channel: CallBackChannel
  number: string | null
  /** For mail; null = to the address that the wallet has named. */
  email?: string | null | undefined
  from: string | null
  /** Whether mail goes out here. */
  hasMail?: boolean
}

/**
 * Who waits need not stay: the place in line is kept, and a person comes back at a time within the team's hours, or when
 * it is the customer's turn. The answer stays owed, from then on by the end of that time. Asked again, it changes. An
 * address that is given here is for this conversation alone: it says nothing of who the customer is.
 *
 * @throws Refused `conversation.not_found` | `conversation.not_waiting` | `call_back.number_invalid` | `call_back.address_invalid` |
 *   `call_back.no_mail` | `call_back.time_not_offered`
 */
export async function requestCallBack(ctx: CommandContext, { conversationId, channel, from, ...given }: RequestCallBack): Promise<Applied> {
  const row = await lockConversation(ctx, conversationId)
  const number = channel === 'phone' ? numberIn(given) : null
  const mail = channel === 'mail' ? await addressIn(ctx, row, given) : null
  const time = await timeAt(ctx, row, from)
  const wanted = { channel, ...time, number: number === null ? null : maskedNumber(number), ...(mail === null ? {} : { address: maskedAddress(mail.to) }) }
  const before = row.call_back_number ?? row.reply_email
  const entries = entriesOf(decideCallBack(stateOf(row), wanted, { before, now: number ?? mail?.typed ?? null }))
  if (entries.length > 0) await setReached(ctx, conversationId, { number, email: mail?.typed ?? null })
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
}

function numberIn({ number }: Pick<RequestCallBack, 'number'>): string {
  const dialled = dialledNumber(number ?? '')
  if (dialled === null) throw new Refused('call_back.number_invalid')
  return dialled
}

/** `typed` null: it is the one that the wallet has named, whatever that is by then. */
async function addressIn(
  ctx: CommandContext,
  row: ConversationRecord,
  { email = null, hasMail = false }: Pick<RequestCallBack, 'email' | 'hasMail'>,
): Promise<{ to: string; typed: string | null }> {
  if (!hasMail) throw new Refused('call_back.no_mail')
  const typed = email === null ? null : mailAddress(email)
  const to = email === null ? (await emailsOf(ctx, [row.customer_id])).get(row.customer_id) : typed
  if (to === undefined || to === null) throw new Refused('call_back.address_invalid')
  return { to, typed }
}

/** Nothing to call off changes nothing. @throws Refused `conversation.not_found` */
export async function cancelCallBack(ctx: CommandContext, { conversationId }: { conversationId: ConversationId }): Promise<Applied> {
  const row = await lockConversation(ctx, conversationId)
  const entries = entriesOf(decideCancelCallBack(stateOf(row)))
  if (entries.length > 0 && row.reply_email !== null) await setReached(ctx, conversationId, { number: null, email: null })
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
}

/**
 * Whoever holds it has called. Reached, the customer is answered. Not reached, it is tried again at a time, from the line and
 * with the place kept; or no more, and an answer is owed in writing. `agreed`: not for want of an answer, the customer wants it then.
 *
 * @throws Refused `conversation.not_found` | `conversation.no_call_back` | `conversation.already_assigned` | `call_back.time_not_offered`
 */
export async function tellCalledBack(
  ctx: CommandContext,
  { conversationId, reached, again, agreed = false }: { conversationId: ConversationId; reached: boolean; again: string | null; agreed?: boolean | undefined },
): Promise<Applied> {
  const row = await lockConversation(ctx, conversationId)
  const time = reached || again === null ? null : await timeAt(ctx, row, again)
  return applyEntries(
    ctx,
    row,
    entriesOf(decideCalledBack(stateOf(row), { reached, again: time, agreed, by: staffOf(ctx) })).map((entry) => ({ entry })),
  )
}

/**
 * The number in full, for whoever holds the conversation and is to dial it; that it was shown stands in the record.
 *
 * @throws Refused `conversation.not_found` | `conversation.no_call_back` | `conversation.already_assigned` | `permission.denied`
 */
export async function showCallBackNumber(ctx: CommandContext, { conversationId }: { conversationId: ConversationId }): Promise<string> {
  const row = await lockConversation(ctx, conversationId)
  const entries = entriesOf(decideShowNumber(stateOf(row), staffOf(ctx)))
  if (row.call_back_number === null) throw new Refused('conversation.no_call_back')
  await applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
  return row.call_back_number
}

const staffOf = ({ actor }: CommandContext): StaffId | null => (actor.kind === 'staff' ? actor.staffId : null)

/** The half hour that begins then, if it is one of the team's and has room. */
async function timeAt(ctx: CommandContext, row: ConversationRecord, from: string | null): Promise<{ from: string | null; until: string | null }> {
  if (from === null) return { from: null, until: null }
  const slot = slotAt(await hoursOf(ctx, row.team_id), Date.parse(from), ctx.now.getTime())
  if (slot === null || (await isFull(ctx, row, slot))) throw new Refused('call_back.time_not_offered')
  return { from: new Date(slot.fromMs).toISOString(), until: new Date(slot.untilMs).toISOString() }
}

const hoursOf = async (ctx: CommandContext, teamId: TeamId | null) =>
  teamId === null ? ALWAYS_OPEN : ((await calendarsOfTeams(ctx, [teamId])).get(teamId) ?? ALWAYS_OPEN)
