/** The staff's HTTP doors under `/api/staff`. Reach (which conversations) is judged where a row is obtained. */
import * as z from 'zod'
import { AttachmentId, CannedReplyId, ClientId, ConversationId, CustomerId, SavedViewId, StaffId, TeamId } from '../ids.ts'
import { Instant } from '../time.ts'
import { Language } from '../language.ts'
import { Money } from '../money.ts'
import { Role } from '../permissions.ts'
import { CallBackChannel, DeviceContext, Outcome, QuestionType, ReplyPromise } from '../entries/conversation.ts'
import { StaffEntry } from '../entries/views.ts'
import { MessageText } from '../realtime.ts'
import { WalletOverview, WalletTransaction } from '../wallet.ts'

export const ConversationStatus = z.enum(['bot', 'waiting', 'assigned', 'snoozed', 'awaiting_customer', 'resolved', 'closed'])
export type ConversationStatus = z.infer<typeof ConversationStatus>

/** One line of a list, and the head of the thread. */
export const ConversationRow = z.strictObject({
  id: ConversationId,
  /** Short number people say aloud, e.g. `C-88214`. */
  reference: z.string(),
  customer: z.strictObject({ id: CustomerId, name: z.string().nullable(), signedIn: z.boolean() }),
  title: z.string().nullable(),
  lastText: z.string().nullable(),
  lastFrom: z.enum(['customer', 'bot', 'agent']).nullable(),
  /** Which entry of the stream `lastText` is; null while nobody has said anything. */
  lastTextSeq: z.int().nullable(),
  questionType: QuestionType,
  language: Language,
  status: ConversationStatus,
  /** Named in the language of the reader. */
  team: z.strictObject({ id: TeamId, name: z.string() }).nullable(),
  assignee: z.strictObject({ id: StaffId, name: z.string() }).nullable(),
  restricted: z.boolean(),
  /** The customer gets priority service. He is not told. */
  care: z.boolean(),
  amount: Money.nullable(),
  /** Since when the customer waits for a person's answer; null when nobody owes one. */
  waitingSince: Instant.nullable(),
  /** What is promised to the customer now; null when no answer is owed. Late from `dueAt` on. */
  promise: z
    .strictObject({
      kind: ReplyPromise,
      since: Instant,
      warnAt: Instant,
      dueAt: Instant,
      /** What the stream says of it: due soon, or missed; null = nothing yet. */
      said: z.enum(['at_risk', 'missed']).nullable(),
    })
    .nullable(),
  /** By when it is promised to be resolved; null when nothing is promised, and while it is the customer's turn. Late from `dueAt` on. */
  resolution: z.strictObject({ since: Instant, warnAt: Instant, dueAt: Instant, said: z.enum(['at_risk', 'missed']).nullable() }).nullable(),
  snoozedUntil: Instant.nullable(),
  /** A person is to come back to the customer; the number shows its last digits only. */
  callBack: z
    .strictObject({
      channel: CallBackChannel,
      from: Instant.nullable(),
      until: Instant.nullable(),
      number: z.string().nullable(),
      /** Where the answer goes by mail, no more of the mailbox than its first letter; null: not by mail, or no address is known any more. */
      address: z.string().nullable(),
    })
    .nullable(),
  outcome: Outcome.nullable(),
  rating: z.int().nullable(),
  previousConversationId: ConversationId.nullable(),
  mergedIntoId: ConversationId.nullable(),
  lastSeq: z.int(),
  readSeq: z.int(),
  openedAt: Instant,
  changedAt: Instant,
})
export type ConversationRow = z.infer<typeof ConversationRow>

/** GET /conversations: desk = mine open; waiting = in line in my teams; all = everything in reach. */
export const ConversationListQuery = z.strictObject({
  view: z.enum(['desk', 'waiting', 'mentions', 'snoozed', 'all']).default('desk'),
  team: TeamId.optional(),
  status: z.enum(['open', 'resolved', 'closed', 'any']).default('open'),
  questionType: QuestionType.optional(),
  assignee: StaffId.optional(),
  language: Language.optional(),
  ids: z.string().max(4000).optional(), // comma-separated: re-read just these rows, same filters apply
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ConversationListQuery = z.infer<typeof ConversationListQuery>
export const ConversationList = z.strictObject({ rows: z.array(ConversationRow), nextCursor: z.string().nullable() })
export type ConversationList = z.infer<typeof ConversationList>
/** GET /conversations/counts */
export const ConversationCounts = z.strictObject({
  desk: z.int(),
  /** In line now; who is called back later does not count until then. */
  waiting: z.int(),
  mentions: z.int(),
  snoozed: z.int(),
  all: z.int(),
  /** Named in the language of the reader. */
  queues: z.array(z.strictObject({ teamId: TeamId, name: z.string(), waiting: z.int() })),
  /** When the next of those that are called back later is in line as well, which no entry tells; null = there is none. */
  nextInLineAt: Instant.nullable(),
})
export type ConversationCounts = z.infer<typeof ConversationCounts>

/** GET /conversations/:id */
export const ConversationDetail = z.strictObject({
  row: ConversationRow,
  context: DeviceContext,
  transaction: WalletTransaction.nullable(),
  canReply: z.boolean(),
})
export type ConversationDetail = z.infer<typeof ConversationDetail>
/** GET /conversations/:id/entries?after=&before=&limit= ; oldest first within the page. */
export const StaffEntriesPage = z.strictObject({ entries: z.array(StaffEntry), lastSeq: z.int() })
export type StaffEntriesPage = z.infer<typeof StaffEntriesPage>

/** POST /conversations/:id/messages ; `followUp` sets what follows in the same command. */
export const StaffMessageBody = z.strictObject({
  clientId: ClientId,
  text: MessageText,
  attachmentIds: z.array(AttachmentId).max(10),
  followUp: z.enum(['nothing', 'await_customer']).default('nothing'),
})
export type StaffMessageBody = z.infer<typeof StaffMessageBody>
/** POST /conversations/:id/notes */
export const NoteBody = z.strictObject({ clientId: ClientId, text: MessageText, mentions: z.array(StaffId).max(20) })
export type NoteBody = z.infer<typeof NoteBody>
/** PUT /conversations/:id/assignee (take = own id) */
export const AssignBody = z.strictObject({ agentId: StaffId })
/** POST /conversations/:id/transfer ; sent again under the same client id it is done once. */
export const TransferBody = z.strictObject({
  clientId: ClientId.optional(),
  teamId: TeamId.nullable(),
  agentId: StaffId.nullable(),
  note: z.string().max(4000),
})
export type TransferBody = z.infer<typeof TransferBody>
/** POST /conversations/:id/resolve · /reopen · /wake · /await-customer have this or an empty body */
export const ResolveBody = z.strictObject({ outcome: Outcome })
export const SnoozeBody = z.strictObject({ until: Instant })
/** POST /conversations/:id/merge : this conversation goes into the target; both of one customer. */
export const MergeBody = z.strictObject({ targetId: ConversationId })
/** PUT /conversations/:id/restriction */
export const RestrictBody = z.strictObject({ restricted: z.boolean() })
/** POST /conversations/:id/entries/:seq/redact (needs step-up) */
export const RedactBody = z.strictObject({ reason: z.string().min(3).max(500) })

/** GET /customers/:id */
export const CustomerDetail = z.strictObject({
  id: CustomerId,
  name: z.string().nullable(),
  signedIn: z.boolean(),
  externalId: z.string().nullable(),
  language: Language,
  blockedUntil: Instant.nullable(),
  /** By whose word he gets priority service; `reason` is what staff gave, for those who may change it. */
  care: z.strictObject({ byWallet: z.boolean(), byStaff: z.boolean(), reason: z.string().nullable() }),
  firstSeenAt: Instant,
  conversations: z.array(ConversationRow),
})
export type CustomerDetail = z.infer<typeof CustomerDetail>
/** GET /customers/:id/wallet?conversationId= ; recorded on that conversation as `wallet.looked_up`. */
export const WalletAnswer = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('ok'), overview: WalletOverview }),
  z.strictObject({ result: z.literal('unavailable') }),
  z.strictObject({ result: z.literal('not_found') }),
  z.strictObject({ result: z.literal('anonymous') }),
])
export type WalletAnswer = z.infer<typeof WalletAnswer>
/** POST /customers/:id/block · DELETE */
export const BlockBody = z.strictObject({
  hours: z
    .int()
    .min(1)
    .max(24 * 30),
  reason: z.string().min(3).max(500),
})

/** PUT /customers/:id/care : what staff say of it; the wallet's own word stands beside it. `care` = whether he gets it now. */
export const CareBody = z.strictObject({ care: z.boolean(), reason: z.string().trim().min(3).max(500) })
export type CareBody = z.infer<typeof CareBody>
export const CareAnswer = z.strictObject({ care: z.boolean() })
export type CareAnswer = z.infer<typeof CareAnswer>

/** GET /search?q= : ranked, obeying reach */
export const SearchResults = z.strictObject({
  conversations: z.array(z.strictObject({ row: ConversationRow, snippet: z.string(), seq: z.int().nullable() })),
  customers: z.array(z.strictObject({ id: CustomerId, name: z.string().nullable(), externalId: z.string().nullable(), openConversations: z.int() })),
  /** There are more than are given here. */
  more: z.strictObject({ conversations: z.boolean(), customers: z.boolean() }),
})
export type SearchResults = z.infer<typeof SearchResults>

/** GET /colleagues : whom one can mention, assign or transfer to */
export const Colleagues = z.strictObject({
  staff: z.array(
    z.strictObject({
      id: StaffId,
      name: z.string(),
      role: Role,
      teamIds: z.array(TeamId),
      online: z.boolean(),
      available: z.boolean(),
      open: z.int(),
      capacity: z.int(),
    }),
  ),
  /** How many wait in the line of a team that is one's own; null of others. */
  teams: z.array(z.strictObject({ id: TeamId, nameZh: z.string(), nameEn: z.string(), waiting: z.int().nullable() })),
})
export type Colleagues = z.infer<typeof Colleagues>

/** /canned-replies : text with `{{customer.name}}`, `{{agent.name}}`, `{{conversation.reference}}`, `{{transaction.amount}}`, `{{transaction.orderNo}}`, `{{today}}` */
export const CannedReply = z.strictObject({
  id: CannedReplyId,
  shortcut: z.string(),
  title: z.string(),
  textZh: z.string(),
  textEn: z.string(),
  teamId: TeamId.nullable(),
})
export type CannedReply = z.infer<typeof CannedReply>
export const CannedReplyBody = z.strictObject({
  shortcut: z.string().regex(/^[\p{L}\p{N}_-]{1,30}$/u),
  title: z.string().min(1).max(120),
  textZh: z.string().max(4000),
  textEn: z.string().max(4000),
  teamId: TeamId.nullable(),
})
export type CannedReplyBody = z.infer<typeof CannedReplyBody>
/** `was`: what the change is made to; where somebody has changed it meanwhile, nothing is done. */
export const CannedReplyChangeBody = z.strictObject({ ...CannedReplyBody.shape, was: CannedReplyBody.optional() })
export type CannedReplyChangeBody = z.infer<typeof CannedReplyChangeBody>
export const CannedReplies = z.strictObject({ replies: z.array(CannedReply) })

/** /views : own saved lists */
export const SavedView = z.strictObject({ id: SavedViewId, name: z.string(), query: ConversationListQuery })
export type SavedView = z.infer<typeof SavedView>
export const SavedViewBody = z.strictObject({ name: z.string().min(1).max(60), query: ConversationListQuery })
export const SavedViews = z.strictObject({ views: z.array(SavedView) })
