import type { UndeliveredReason } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import type { ChannelName } from './channel.ts'

/**
 * Where an answer stands.
 * - `due`: on the web, and at `next_attempt_at` it is looked whether it was read.
 * - `sending`, `failed`, `unknown`: on its way by the next channel, which is tried again at `next_attempt_at`.
 * - `undelivered`: it reached the customer on no channel; with `next_attempt_at` it is tried again all the same.
 * - `accepted`: the mail server has it. `reached`: the customer has seen it after all. `settled`: somebody decided.
 */
export type DeliveryState = 'due' | 'sending' | 'failed' | 'unknown' | 'undelivered' | 'accepted' | 'reached' | 'settled'

/** A row of `delivery` as PostgreSQL returns it. */
export type DeliveryRecord = {
  conversation_id: ConversationId
  seq: number
  customer_seq: number
  customer_id: CustomerId
  /** By mail at the customer's own wish: it goes out whatever he reads on the web. */
  by_mail: boolean
  posted_at: Date
  channel: ChannelName
  state: DeliveryState
  reason: UndeliveredReason | null
  attempts: number
  /** Attempts after which nobody could say whether the mail server has the mail: it may have come so often. */
  unknowns: number
  next_attempt_at: Date | null
  mail_id: string | null
  claimed_until: Date | null
  changed_at: Date
}
