/** What is promised to customers, under `/api/staff/promises`: how long an answer may take, and until it is resolved, by kind and priority. */
import * as z from 'zod'
import { PromiseKind } from '../entries/conversation.ts'
import { ConversationId } from '../ids.ts'
import { Instant } from '../time.ts'

/** Money or an account in danger, money that is missing, everything else. */
export const PromisePriority = z.enum(['urgent', 'high', 'normal'])
export type PromisePriority = z.infer<typeof PromisePriority>

/** Thirty days. */
const MOST_MINUTES = 43_200
const Minutes = z.int().min(1).max(MOST_MINUTES)

const fields = {
  /** Business time for people; the bot is there at every hour. Null = nothing is promised. */
  minutes: Minutes.nullable(),
  /** It is said to be due soon when this share of the time has gone by. */
  warnPercent: z.int().min(1).max(99),
  /** So long after the deadline an agent who has not answered loses the conversation; null = keeps it. */
  releaseMinutes: Minutes.nullable(),
}
export const PromiseTerms = z.strictObject(fields)
export type PromiseTerms = z.infer<typeof PromiseTerms>

export const PromiseRow = z.strictObject({ kind: PromiseKind, priority: PromisePriority, ...fields })
export type PromiseRow = z.infer<typeof PromiseRow>

/** GET /promises : all of them, always twelve. */
export const Promises = z.strictObject({ promises: z.array(PromiseRow) })
export type Promises = z.infer<typeof Promises>

/**
 * PUT /promises : those named are changed, the others stay. `was`: how they are for who changes them; if one is otherwise by then,
 * nothing is changed. Only a resolution may be left unpromised. The bot holds no conversation
 * that could be taken from it, and who has answered keeps what he has.
 */
export const PromisesBody = z
  .strictObject({ promises: z.array(PromiseRow).min(1).max(12), was: z.array(PromiseRow).max(12).optional() })
  .refine(({ promises }) => new Set(promises.map(({ kind, priority }) => `${kind} ${priority}`)).size === promises.length)
  .refine(({ promises }) => promises.every(({ kind, minutes }) => kind === 'resolution' || minutes !== null))
  .refine(({ promises }) => promises.every(({ kind, releaseMinutes }) => (kind !== 'bot_reply' && kind !== 'resolution') || releaseMinutes === null))
export type PromisesBody = z.infer<typeof PromisesBody>

/** What people did not answer or resolve in time, and owe still. `holderName` null: it stands in line. */
export const MissedPromise = z.strictObject({
  conversationId: ConversationId,
  reference: z.string(),
  customerName: z.string().nullable(),
  holderName: z.string().nullable(),
  kind: PromiseKind,
  dueAt: Instant,
  /** When that was said: at each time that it is put to, once. */
  missedAt: Instant,
})
export type MissedPromise = z.infer<typeof MissedPromise>

/** GET /promises/missed : what the one who asks is to be told of: a lead of the own teams, an admin of those that nobody leads; the latest 50 of `total`. */
export const MissedPromises = z.strictObject({ total: z.int(), missed: z.array(MissedPromise) })
export type MissedPromises = z.infer<typeof MissedPromises>
