/** Entries as they travel: one shape for staff (every entry), one closed projection for the customer. */
import * as z from 'zod'
import { AttachmentId, ClientId, ConversationId } from '../ids.ts'
import { Bilingual } from '../language.ts'
import { Instant } from '../time.ts'
import { Money } from '../money.ts'
import { MoneyPlace, TransactionStatus, TransactionType } from '../wallet.ts'
import { Actor } from './actor.ts'
import { AnswerSource, CallBackChannel, ConversationEntry, HiddenPart, QuestionType } from './conversation.ts'

export const AttachmentView = z.strictObject({
  id: AttachmentId,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** True when a thumbnail can be fetched; a PDF shows icon and size. */
  hasThumbnail: z.boolean(),
})
export type AttachmentView = z.infer<typeof AttachmentView>

/** Text and files of an entry. `redacted` = it was there and has been removed; both others are then empty. */
export const EntryContent = z.strictObject({
  text: z.string(),
  attachments: z.array(AttachmentView),
  redacted: z.boolean(),
  /** Secrets that stood in the text, in its order; each of their places reads `•`. Absent when there were none. */
  hidden: z.array(HiddenPart).optional(),
})
export type EntryContent = z.infer<typeof EntryContent>

/** `summary`: of a hand-over, worded for each language that staff read; `text` is empty then. */
export const StaffEntryContent = EntryContent.extend({ summary: Bilingual.optional() })
export type StaffEntryContent = z.infer<typeof StaffEntryContent>

export const StaffEntry = z.strictObject({
  conversationId: ConversationId,
  seq: z.int().positive(),
  customerSeq: z.int().positive().nullable(),
  at: Instant,
  actor: Actor,
  entry: ConversationEntry,
  content: StaffEntryContent.nullable(),
})
export type StaffEntry = z.infer<typeof StaffEntry>

/** A transaction as its own customer may see it: no provider code, and no reason that must not be told. */
export const TransactionCard = z.strictObject({
  id: z.string(),
  orderNo: z.string(),
  type: TransactionType,
  counterparty: z.string(),
  method: z.string(),
  amount: Money,
  status: TransactionStatus,
  moneyPlace: MoneyPlace,
  createdAt: Instant,
  asOf: Instant,
})
export type TransactionCard = z.infer<typeof TransactionCard>

export const QuickReply = z.enum(['helped', 'not_helped', 'talk_to_person', 'keep_waiting'])
export type QuickReply = z.infer<typeof QuickReply>

const view = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) => z.strictObject({ kind: z.literal(kind), ...shape })

/** What happened, as the customer sees it. */
export const CustomerView = z.discriminatedUnion('kind', [
  view('opened', { questionType: QuestionType, previousConversationId: ConversationId.nullable() }),
  view('continued', { nextConversationId: ConversationId }),
  view('transaction', { transaction: TransactionCard }),
  view('message', {
    from: z.enum(['customer', 'bot', 'agent']),
    name: z.string().nullable(),
    clientId: ClientId.nullable(),
    content: EntryContent,
    source: AnswerSource.nullable(),
    suggestions: z.array(AnswerSource),
    quickReplies: z.array(QuickReply),
  }),
  view('answer_rated', { helped: z.boolean() }),
  view('queued', {}),
  view('returned_to_bot', {}),
  view('call_back', {
    channel: CallBackChannel,
    from: Instant.nullable(),
    until: Instant.nullable(),
    number: z.string().nullable(),
    /** Present when it is by mail; no more of the mailbox than its first letter. */
    address: z.string().optional(),
    /** Present when nobody answers at the time that was arranged before. */
    moved: z.literal(true).optional(),
  }),
  view('call_back_cancelled', {}),
  /** `agreed`: the customer wants it at that other time; whether anybody called is not said. */
  view('called_back', { reached: z.boolean(), from: Instant.nullable(), until: Instant.nullable(), agreed: z.literal(true).optional() }),
  view('joined_by', { name: z.string() }),
  view('passed_on', { name: z.string().nullable() }),
  view('resolved', { by: z.enum(['customer', 'agent', 'system']), name: z.string().nullable() }),
  view('reopened', {}),
  view('closed', {}),
  view('rated', { score: z.int().min(1).max(5), words: z.string() }),
  view('redacted', { seq: z.int().positive() }),
  view('signed_in', {}),
])
export type CustomerView = z.infer<typeof CustomerView>

export const CustomerEntry = z.strictObject({
  conversationId: ConversationId,
  /** The customer's own gap-free count. */
  seq: z.int().positive(),
  at: Instant,
  view: CustomerView,
})
export type CustomerEntry = z.infer<typeof CustomerEntry>
