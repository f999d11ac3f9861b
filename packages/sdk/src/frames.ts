/** What travels over the live line (docs/flow.md); a test holds these types against the desk's own. */
import type { Entry } from './generated/customer-api.ts'

export type Language = 'zh-CN' | 'en'

/** How the others in a conversation stand; the newest replaces all before. */
export type ConversationState = {
  customer: { delivered: number; read: number; typing: boolean; online: boolean }
  /** The desk's side, as one. */
  agents: { delivered: number; read: number; typing: boolean; online: boolean }
  /** While waiting in line: how many stand before (0 = next). Null when not waiting, or while the line is closed. */
  ahead: number | null
  /** While waiting in a line that does not answer at this hour: from when it does, if that is known. */
  closed: { opensAt: string | null } | null
  /** How long that takes, as it was told last; null when not waiting, outside hours, or nothing was told yet. */
  wait: { fromSeconds: number; toSeconds: number } | 'cannot_say' | null
  /** While waiting in line: by when an answer is promised. */
  answerBy: string | null
}

export type ServerFrame =
  | { t: 'hello'; expiresAt: string }
  | { t: 'renewed'; expiresAt: string }
  | { t: 'entries'; stream: string; entries: readonly Entry[] }
  | { t: 'live'; stream: string; seq: number }
  | { t: 'reset'; stream: string }
  | { t: 'changed'; stream: string; conversationIds: readonly string[] }
  | { t: 'unsubscribed'; stream: string; code: string }
  | { t: 'state'; conversationId: string; state: ConversationState }
  | { t: 'pong' }

export type ClientFrame =
  | { t: 'hello'; token: string | null; language: Language }
  | { t: 'renew'; token: string | null }
  | { t: 'subscribe'; stream: string; after: number }
  | { t: 'unsubscribe'; stream: string }
  | { t: 'ping' }

/** Close codes of the desk's own. */
export const CLOSE = { expired: 4001, ended: 4003, slow: 4008, busy: 4013, tooMany: 4029, notAllowed: 4030 } as const
