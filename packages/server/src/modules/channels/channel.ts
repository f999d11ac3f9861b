/** What every channel is: a way in, a way out, or both. The first of a customer's channels is the web, where he asked. */
import type { FastifyInstance } from 'fastify'
import type { UndeliveredReason } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'

export type ChannelName = 'web' | 'email'

/** Answers of one conversation that go out together. Handed over again under the same key, it is the same parcel. */
export type Parcel = {
  key: string
  conversationId: ConversationId
  answers: readonly { seq: number; customerSeq: number }[]
  /** A person has asked to try now: it is tried, also where the other side was found away a moment ago. */
  askedFor?: boolean
  /** Whether the sender still has it in hand; where he has not, somebody else may be sending it. */
  isHeld?: () => boolean
}

/**
 * What became of a parcel.
 * - `reached`: the customer has read it, has written since, or there is nothing left to tell.
 * - `accepted`: the other side has it: his device, the mail server.
 * - `absent`: he is not to be met here: no device fetches it, no address is known.
 * - `failed`: not now; it may be tried again.
 * - `refused`: never by this way.
 * - `unknown`: nobody can say whether the other side has it. It is offered again under the same key.
 */
export type Outcome =
  | { result: 'reached' }
  | { result: 'accepted' }
  | { result: 'absent' }
  | { result: 'failed' | 'refused' | 'unknown'; reason: UndeliveredReason }

export type Channel = {
  name: ChannelName
  /** Opens the doors through which customers come in; a channel that only goes out has none. */
  receive?(app: FastifyInstance): Promise<void>
  /** Several at once where that is cheaper. @returns by the parcel's key, one for each */
  send(parcels: readonly Parcel[]): Promise<ReadonlyMap<string, Outcome>>
}
