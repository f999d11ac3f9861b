/**
 * Frames over the WebSocket, and the same bodies over long-poll. Client frames are validated with zod at the
 * gateway; server frames are plain types, so that a browser imports no validator.
 *
 * A client says `hello` with its token, then subscribes to streams from its own cursor; the server back-fills, says
 * `live`, and goes on. A cursor from the future or too old is answered with `reset`: fetch afresh, then subscribe again.
 */
import * as z from 'zod'
import { AttachmentId, ClientId, ConversationId } from './ids.ts'
import { Language } from './language.ts'
import type { CustomerEntry, StaffEntry } from './entries/views.ts'
import type { RefusalCode } from './refusals.ts'

/** `conversation:<id>` for both sides; staff also `queue:<teamId>`, `desk:<staffId>`, `list:all`; a customer `mine`. */
export const StreamName = z.string().regex(/^(conversation|queue|desk):[0-9a-f-]{36}$|^list:all$|^mine$/)
/** The kinds of streams there are: a test walks them with everybody who must not get them. */
export const STREAM_KINDS = ['conversation', 'queue', 'desk', 'list:all', 'mine'] as const
export type StreamName = z.infer<typeof StreamName>

/** What a sender may put in one message, in UTF-16 units; longer is refused as `message.too_long`, nothing is cut. */
export const MAX_TEXT_CHARS = 8000
/** The schema only bounds what is looked at: how long a message may be is the command's to say, under a code of its own. */
export const MessageText = z.string().max(16 * MAX_TEXT_CHARS)

export const ClientFrame = z.discriminatedUnion('t', [
  /** Staff sockets are known by their cookie and send no token. */
  z.strictObject({ t: z.literal('hello'), token: z.string().max(8192).nullable(), language: Language }),
  z.strictObject({ t: z.literal('renew'), token: z.string().max(8192).nullable() }),
  /** `after` = the highest seq already held (0 = none). List streams ignore it. */
  z.strictObject({ t: z.literal('subscribe'), stream: StreamName, after: z.int().min(0) }),
  z.strictObject({ t: z.literal('unsubscribe'), stream: StreamName }),
  z.strictObject({
    t: z.literal('send'),
    ref: z.string().max(64),
    conversationId: ConversationId,
    clientId: ClientId,
    text: MessageText,
    attachmentIds: z.array(AttachmentId).max(10),
  }),
  z.strictObject({ t: z.literal('typing'), conversationId: ConversationId, on: z.boolean() }),
  /** Cursors, never moving back: seq for staff, customerSeq for a customer. */
  z.strictObject({ t: z.literal('marks'), conversationId: ConversationId, delivered: z.int().min(0), read: z.int().min(0) }),
  /** Staff only: which conversation this window shows (null = none). */
  z.strictObject({ t: z.literal('viewing'), conversationId: ConversationId.nullable() }),
  z.strictObject({ t: z.literal('ping') }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/** How long somebody in line will wait, in whole minutes: `toSeconds` is at most twice `fromSeconds` and two minutes. */
export const StatedWait = z.union([z.strictObject({ fromSeconds: z.int().min(0), toSeconds: z.int().min(60) }), z.literal('cannot_say')])
export type StatedWait = z.infer<typeof StatedWait>

/** State of the others in a conversation; the newest replaces all before. */
export type ConversationState = {
  /** Customer: highest seq delivered and read by the customer, in the numbering of whoever receives this frame. */
  customer: { delivered: number; read: number; typing: boolean; online: boolean }
  /** Agents' side as one for a customer; named one by one for staff. */
  agents: { delivered: number; read: number; typing: boolean; online: boolean }
  /** Staff only, else empty: who else has it open, who is typing. */
  colleagues: readonly { id: string; name: string; typing: boolean }[]
  /** While waiting in line: how many stand before (0 = next). Null when not waiting, for a customer also while the line is closed. */
  ahead: number | null
  /** While waiting in a line that does not answer at this hour: from when it does, if that is known. Null when not waiting, or open. */
  closed: { opensAt: string | null } | null
  /** What was told last of how long that takes; null when not waiting, outside hours, or nothing was told yet. */
  wait: StatedWait | null
  /** While waiting in line: by when an answer is promised; null when not waiting. */
  answerBy: string | null
}

export type ServerFrame =
  | { t: 'hello'; you: { kind: 'customer' | 'agent'; id: string; name: string | null }; expiresAt: string }
  | { t: 'renewed'; expiresAt: string }
  | { t: 'entries'; stream: string; entries: readonly (CustomerEntry | StaffEntry)[] }
  /** Back-fill is done: the client now holds everything up to `seq`. */
  | { t: 'live'; stream: string; seq: number }
  | { t: 'reset'; stream: string }
  /** List streams and `mine`: these conversations changed; read them again through the ordinary query. */
  | { t: 'changed'; stream: string; conversationIds: readonly string[] }
  | { t: 'unsubscribed'; stream: string; code: RefusalCode }
  /** `conversationId` differs from the one sent to when the words were taken into another conversation. */
  | { t: 'sent'; ref: string; clientId: string; conversationId: string; seq: number; at: string }
  /** `retryAfterSeconds`: where the same may be asked again, and when. */
  | { t: 'refused'; ref: string | null; code: RefusalCode; message: string; retryAfterSeconds?: number }
  | { t: 'state'; conversationId: string; state: ConversationState }
  /** Staff only: something of oneself or of what one's queues are called changed, in whichever window or by whomever; read it again. */
  | { t: 'you' }
  | { t: 'pong' }

/** WebSocket close codes of our own. `busy`: nothing is wrong with the caller; come back in a moment. */
export const CLOSE = { expired: 4001, ended: 4003, slow: 4008, busy: 4013, tooMany: 4029, notAllowed: 4030 } as const
