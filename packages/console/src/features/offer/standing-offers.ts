import type { OfferList } from '@yingda/protocol/http/offers.ts'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'

/** What is offered to me, and when it ends on this browser's own clock, which the server's may differ from. */
export type StandingOffer = { conversation: ConversationRow; endsAtMs: number }

export const asStanding = ({ offers }: OfferList, nowMs: number): StandingOffer[] =>
  offers.map(({ conversation, leftMs }) => ({ conversation, endsAtMs: nowMs + leftMs }))

/** Whole seconds, never less than none; in the last second it still says 1. */
export const secondsLeft = ({ endsAtMs }: StandingOffer, nowMs: number): number => Math.max(0, Math.ceil((endsAtMs - nowMs) / 1000))

/** Those that were not there before; nothing is new when nothing was known yet. */
export function newOffers(before: readonly StandingOffer[] | null, now: readonly StandingOffer[]): StandingOffer[] {
  const known = new Set(before?.map(({ conversation }) => conversation.id))
  return before === null ? [] : now.filter(({ conversation }) => !known.has(conversation.id))
}
