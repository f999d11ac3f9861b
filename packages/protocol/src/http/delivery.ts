/** Answers that reached the customer on no channel. For leads. */
import * as z from 'zod'
import { Actor } from '../entries/actor.ts'
import { UndeliveredReason } from '../entries/conversation.ts'
import { ConversationId } from '../ids.ts'
import { Instant } from '../time.ts'

/** Where a page ended, to be handed back for the next. */
const Cursor = z.string().max(300)

export const UndeliveredQuery = z.strictObject({ cursor: Cursor.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })

export const UndeliveredAnswer = z.strictObject({
  conversationId: ConversationId,
  /** Which message of the conversation. */
  seq: z.int().positive(),
  reference: z.string(),
  title: z.string().nullable(),
  customer: z.strictObject({ name: z.string().nullable(), signedIn: z.boolean(), hasAddress: z.boolean() }),
  from: Actor,
  postedAt: Instant,
  reason: UndeliveredReason,
  attempts: z.int().min(0),
  /** When it is tried again by itself; null = not before somebody asks for it. */
  nextAttemptAt: Instant.nullable(),
})
export type UndeliveredAnswer = z.infer<typeof UndeliveredAnswer>

/** GET /undelivered : within the reader's reach, the oldest first. */
export const Undelivered = z.strictObject({
  answers: z.array(UndeliveredAnswer),
  nextCursor: Cursor.nullable(),
  /** How many more there are that the reader does not reach: other teams', or in restricted conversations. */
  beyondReach: z.int().min(0),
  mailIsSetUp: z.boolean(),
})
export type Undelivered = z.infer<typeof Undelivered>

/** Other answers of the same conversation that it is said of as well; those that have arrived or were settled meanwhile are passed over. */
const alsoSeqs = z.array(z.int().positive()).max(200).optional()

/** POST …/retry */
export const RetryBody = z.strictObject({ alsoSeqs })
export type RetryBody = z.infer<typeof RetryBody>

/** POST …/settle : what was done instead, or why nothing is to be done. */
export const SettleBody = z.strictObject({ note: z.string().trim().min(1).max(500), alsoSeqs })
export type SettleBody = z.infer<typeof SettleBody>
