/** The customer's HTTP doors, all under `/api/customer`. Bearer token: the wallet's JWT, or `visitor.<deviceSecret>`. */
import * as z from 'zod'
import { AttachmentId, ClientId, ConversationId } from '../ids.ts'
import { Instant } from '../time.ts'
import { Language } from '../language.ts'
import { DeviceContext, QuestionType } from '../entries/conversation.ts'
import { AttachmentView, CustomerEntry, TransactionCard } from '../entries/views.ts'
import { MessageText, StatedWait } from '../realtime.ts'
import { MessageAccepted } from './common.ts'

/** POST /visitors → a new anonymous visitor. The secret is shown once and kept on the device. */
export const VisitorCreated = z.strictObject({ deviceSecret: z.string() })
export type VisitorCreated = z.infer<typeof VisitorCreated>

/** POST /join, bearer = the wallet's JWT: the visitor's conversations become the signed-in customer's, one way. */
export const JoinBody = z.strictObject({ deviceSecret: z.string().max(200) })
export type JoinBody = z.infer<typeof JoinBody>

/** `bot`: the bot answers; `waiting`: in line; `with_agent`; `ended`: resolved, can be reopened by a message; `closed`. */
export const CustomerConversationState = z.enum(['bot', 'waiting', 'with_agent', 'ended', 'closed'])
export type CustomerConversationState = z.infer<typeof CustomerConversationState>

export const CustomerConversation = z.strictObject({
  id: ConversationId,
  /** How it is called in mails, in its record and by who is asked about it, as `C-1042`. */
  reference: z.string(),
  questionType: QuestionType,
  /** First words of the customer's own question, null when none was written yet or they were redacted. */
  title: z.string().nullable(),
  state: CustomerConversationState,
  agentName: z.string().nullable(),
  lastText: z.string().nullable(),
  lastAt: Instant,
  lastSeq: z.int().min(0),
  readSeq: z.int().min(0),
  unread: z.int().min(0),
  rating: z.strictObject({ score: z.int(), changeableUntil: Instant }).nullable(),
  /** While ended: until when a message reopens it. */
  reopenableUntil: Instant.nullable(),
})
export type CustomerConversation = z.infer<typeof CustomerConversation>

/** What is disturbed now, in the customer's language; `more` = how many other things are. */
export const CustomerNotice = z.strictObject({ title: z.string(), more: z.int() })
export type CustomerNotice = z.infer<typeof CustomerNotice>

/** GET /home?language= → all that the widget's first screen needs, in one answer. */
export const CustomerHome = z.strictObject({
  brand: z.string(),
  botName: z.string(),
  /** How the customer is greeted; null when anonymous. */
  name: z.string().nullable(),
  signedIn: z.boolean(),
  questionTypes: z.array(QuestionType),
  conversations: z.array(CustomerConversation),
  /** Agents are on duty now. When false, `opensAt` says when the next ones are, if known. */
  agentsOnDuty: z.boolean(),
  opensAt: Instant.nullable(),
  /** The desk's own (IANA): its hours are told on its clock, wherever the customer is. */
  timeZone: z.string(),
  /** Null when nothing is disturbed. */
  notice: CustomerNotice.nullable(),
  /** Where the public reads how the service is. */
  statusPage: z.string(),
})
export type CustomerHome = z.infer<typeof CustomerHome>

/** POST /conversations. With `message` the first message is posted in the same command. */
export const StartConversationBody = z.strictObject({
  clientId: ClientId,
  questionType: QuestionType,
  language: Language,
  context: DeviceContext,
  transactionId: z.string().max(100).nullable(),
  message: z.strictObject({ clientId: ClientId, text: MessageText, attachmentIds: z.array(AttachmentId).max(10) }).nullable(),
})
export type StartConversationBody = z.infer<typeof StartConversationBody>
/** `existing`: the open conversation on the same question was returned instead of a second one. */
export const ConversationStarted = z.strictObject({ conversation: CustomerConversation, existing: z.boolean() })
export type ConversationStarted = z.infer<typeof ConversationStarted>

/** GET /conversations/:id/entries?after=&limit=&waitMs= (long-poll when waitMs > 0, at most 25,000). */
export const EntriesQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  waitMs: z.coerce.number().int().min(0).max(25_000).default(0),
})
export const CustomerEntriesPage = z.strictObject({
  entries: z.array(CustomerEntry),
  /** Newest seq on the stream; entries are complete when the last one has it. */
  lastSeq: z.int().min(0),
})
export type CustomerEntriesPage = z.infer<typeof CustomerEntriesPage>

const Side = z.strictObject({ delivered: z.int().min(0), read: z.int().min(0), typing: z.boolean(), online: z.boolean() })
/** GET /conversations/:id/state: how the others are, as the frame `state` says it. `colleagues` is empty for a customer. */
export const CustomerLiveState = z.strictObject({
  customer: Side,
  agents: Side,
  colleagues: z.array(z.strictObject({ id: z.string(), name: z.string(), typing: z.boolean() })).readonly(),
  ahead: z.int().min(0).nullable(),
  closed: z.strictObject({ opensAt: Instant.nullable() }).nullable(),
  wait: StatedWait.nullable(),
  answerBy: Instant.nullable(),
})

/** POST /conversations/:id/messages. A message to a closed conversation is taken into a new one, named here. */
export const PostMessageBody = z.strictObject({
  clientId: ClientId,
  text: MessageText,
  attachmentIds: z.array(AttachmentId).max(10),
})
export type PostMessageBody = z.infer<typeof PostMessageBody>
export const CustomerMessageAccepted = MessageAccepted.extend({ conversationId: ConversationId })
export type CustomerMessageAccepted = z.infer<typeof CustomerMessageAccepted>

/** POST /conversations/:id/answer-rating: did the bot's answer help? */
export const RateAnswerBody = z.strictObject({ seq: z.int().min(1), helped: z.boolean() })
/** POST /conversations/:id/transaction: the customer picks the transaction in question. */
export const AttachTransactionBody = z.strictObject({ transactionId: z.string().max(100) })
/** PUT /conversations/:id/rating */
export const RateConversationBody = z.strictObject({ score: z.int().min(1).max(5), words: z.string().max(1000) })
export type RateConversationBody = z.infer<typeof RateConversationBody>
/** POST /conversations/:id/marks */
export const MarksBody = z.strictObject({ delivered: z.int().min(0), read: z.int().min(0) })
/** POST /conversations/:id/typing */
export const TypingBody = z.strictObject({ on: z.boolean() })

/** POST /attachments, multipart: `file` → an attachment that one of the sender's next messages may carry. */
export const AttachmentStored = z.strictObject({ attachment: AttachmentView })
/** GET /attachments/:id/link?variant=original|thumbnail → short-lived signed link */
export const AttachmentLink = z.strictObject({ url: z.string(), expiresAt: Instant })
export type AttachmentLink = z.infer<typeof AttachmentLink>

/** GET /transactions?cursor= : the signed-in customer's own, newest first. */
export const CustomerTransactions = z.strictObject({ transactions: z.array(TransactionCard), nextCursor: z.string().nullable() })
export type CustomerTransactions = z.infer<typeof CustomerTransactions>

export const ArticleHit = z.strictObject({ slug: z.string(), title: z.string(), passage: z.string(), updatedOn: z.string() })
export type ArticleHit = z.infer<typeof ArticleHit>
/** GET /articles?q=&language=&limit= */
export const ArticleHits = z.strictObject({ articles: z.array(ArticleHit) })
/** GET /articles/:slug?language= ; `html` is rendered and sanitised by the server. */
export const ArticleView = z.strictObject({
  slug: z.string(),
  language: Language,
  title: z.string(),
  html: z.string(),
  updatedOn: z.string(),
  source: z.string(),
  related: z.array(z.strictObject({ slug: z.string(), title: z.string() })),
})
export type ArticleView = z.infer<typeof ArticleView>
