/** A person comes back to who waits: what may be asked for, when, and what becomes of it. */
import type { EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { Decision } from './decide.ts'
import { isCallOwed, isOpen, isWithAgent, type CallBack, type ConversationState } from './state.ts'

/** Who had the number shown is taken to be on the phone for so long, and not for silent. */
export const CALL_LASTS_MS = 60 * 60_000

/** Who waits need not stay; asked again, it changes, and asked for the same again, nothing does. `reached`: numbers as they are dialled, addresses as they are written to; null = none given. */
export function decideCallBack(
  state: ConversationState,
  wanted: EntryData<'conversation.call_back_requested'>,
  reached: { before: string | null; now: string | null },
): Decision {
  const { callBack } = state
  const isSame = callBack !== null && callBack.channel === wanted.channel && callBack.from === wanted.from && callBack.until === wanted.until
  if (isSame && reached.before === reached.now) return { entries: [] }
  if (state.status !== 'waiting') return { refused: 'conversation.not_waiting' }
  return { entries: [{ type: 'conversation.call_back_requested', data: wanted }] }
}

/** Nobody answers at the time that was arranged: it is put to this one, or without any to when it is the customer's turn. */
export function decideMoveCallBack(state: ConversationState, to: Omit<EntryData<'conversation.call_back_requested'>, 'channel' | 'moved'>): Decision {
  if (state.status !== 'waiting' || state.callBack?.from == null) return { entries: [] }
  return { entries: [{ type: 'conversation.call_back_requested', data: { channel: state.callBack.channel, ...to, moved: true } }] }
}

export function decideCancelCallBack(state: ConversationState): Decision {
  if (state.callBack === null || !isOpen(state)) return { entries: [] }
  return { entries: [{ type: 'conversation.call_back_cancelled', data: {} }] }
}

/** Whoever dials, and nobody else, sees the number in full. @param by null: nobody of the staff */
export function decideShowNumber(state: ConversationState, by: StaffId | null): Decision {
  if (!isCallOwed(state)) return { refused: 'conversation.no_call_back' }
  return heldByAnother(state, by) ?? { entries: [{ type: 'conversation.number_shown', data: {} }] }
}

/** Whoever holds it has called, or has agreed another time with the customer. */
export function decideCalledBack(
  state: ConversationState,
  called: { reached: boolean; again: Pick<CallBack, 'from' | 'until'> | null; agreed?: boolean; by: StaffId | null },
): Decision {
  if (!isWithAgent(state) || !isCallOwed(state)) return { refused: 'conversation.no_call_back' }
  const refused = heldByAnother(state, called.by)
  if (refused !== null) return refused
  const { from, until } = called.again ?? { from: null, until: null }
  return {
    entries: [{ type: 'conversation.called_back', data: { reached: called.reached, from, until, ...(called.agreed === true ? { agreed: true } : {}) } }],
  }
}

function heldByAnother({ assigneeId, agentName }: ConversationState, by: StaffId | null): Decision | null {
  if (by !== null && assigneeId === by) return null
  return assigneeId === null ? { refused: 'permission.denied' } : { refused: 'conversation.already_assigned', data: { name: agentName } }
}

/**
 * A number as it is dialled from anywhere (E.164): `+`, country code, at most fifteen digits. A Chinese mobile number
 * may be given without the country.
 *
 * @returns null when it is none
 */
export function dialledNumber(text: string): string | null {
  const digits = text.replace(/[\s().\-\u2010-\u2015\u3000]/g, '').replace(/[\uff10-\uff19\uff0b]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  if (/^1[3-9]\d{9}$/.test(digits)) return `+86${digits}`
  const international = digits.replace(/^00/, '+')
  return /^\+[1-9]\d{7,14}$/.test(international) ? international : null
}

/** What is shown of it to whoever does not dial it. */
export const maskedNumber = (number: string): string => `•••${number.slice(-4)}`
