/**
 * The entries of a conversation's stream, additive only: a type once written is read for ever. Text and files are
 * not here but in the content that stands apart (`content` on the wire), so that they can be redacted while
 * numbering and proof stay. What a customer may see of each is decided in `domain/conversation/to-customer.ts`.
 */
import * as z from 'zod'
import { AttachmentId, ClientId, ConversationId, StaffId, TeamId } from '../ids.ts'
import { Instant } from '../time.ts'
import { Language } from '../language.ts'
import { WalletTransaction } from '../wallet.ts'
import { entry } from './entry.ts'

export const QUESTION_TYPES = ['payment', 'transfer', 'refund', 'access', 'security', 'other'] as const
export const QuestionType = z.enum(QUESTION_TYPES)
export type QuestionType = z.infer<typeof QuestionType>

export const OUTCOMES = ['answered', 'fixed', 'money_returned', 'passed_on', 'not_solved', 'spam', 'ended_by_customer'] as const
export const Outcome = z.enum(OUTCOMES)
export type Outcome = z.infer<typeof Outcome>

/** What the customer's side knows of where the question comes from; shown to agents, never judged on. */
export const DeviceContext = z.strictObject({
  device: z.string().max(120).optional(),
  appVersion: z.string().max(40).optional(),
  networkType: z.string().max(20).optional(),
  language: z.string().max(20).optional(),
  page: z.string().max(300).optional(),
})
export type DeviceContext = z.infer<typeof DeviceContext>

/** The article a bot's answer stands on. */
export const AnswerSource = z.strictObject({
  articleSlug: z.string(),
  title: z.string(),
  updatedOn: z.string(),
})
export type AnswerSource = z.infer<typeof AnswerSource>

export const HandoverReason = z.enum(['asked', 'bot_unsure', 'two_misses', 'topic_needs_person', 'negative_feedback', 'bot_silent'])
export type HandoverReason = z.infer<typeof HandoverReason>

/** Which promise an answer falls under: the bot's, a person's first one, or the ones after it. */
export const ReplyPromise = z.enum(['bot_reply', 'first_reply', 'next_reply'])
export type ReplyPromise = z.infer<typeof ReplyPromise>
/** `resolution`: that what people have is done, not only answered. */
export const PromiseKind = z.enum([...ReplyPromise.options, 'resolution'])
export type PromiseKind = z.infer<typeof PromiseKind>

/** How a customer wants to hear from a person. */
export const CallBackChannel = z.enum(['chat', 'mail', 'phone'])
export type CallBackChannel = z.infer<typeof CallBackChannel>
/** Between two instants; both null = when it is the customer's turn. */
const callBackTime = { from: Instant.nullable(), until: Instant.nullable() }

export const HiddenPart = z.strictObject({
  /** Where it begins in the text and how long it is, in UTF-16 units; each of them reads `•`. */
  at: z.int().min(0),
  length: z.int().positive(),
  kind: z.enum(['code', 'card', 'password', 'cvv', 'key']),
})
/** A secret that stood in a customer's words and was kept by nobody. */
export type HiddenPart = z.infer<typeof HiddenPart>

/** Why an answer has not reached the customer. The last four are tried again by themselves. */
export const UNDELIVERED_REASONS = [
  'no_mail_channel', // nobody is there on the web, and no e-mail is set up
  'no_address',
  'address_refused',
  'mail_refused',
  'mail_put_off', // the mail server said: later
  'mail_server_refuses_us', // our own sign-in, sender or encryption
  'mail_server_away',
  'outcome_unknown', // the line broke before the mail server said whether it had taken it
] as const
export const UndeliveredReason = z.enum(UNDELIVERED_REASONS)
export type UndeliveredReason = z.infer<typeof UndeliveredReason>

export const ConversationEntry = z.discriminatedUnion('type', [
  entry('conversation.opened', {
    channel: z.enum(['web']),
    questionType: QuestionType,
    language: Language,
    context: DeviceContext,
    previousConversationId: ConversationId.nullable(),
  }),
  entry('conversation.linked', { nextConversationId: ConversationId }),
  entry('transaction.attached', { transaction: WalletTransaction, asOf: Instant }),
  entry('message.posted', {
    clientId: ClientId.nullable(),
    attachmentIds: z.array(AttachmentId),
    /** What was taken out of a customer's text before anything was written, in the order of the text; absent when nothing was. */
    hidden: z.array(HiddenPart).optional(),
    /** Present on an agent's message to a customer who asked for the answer by mail: it goes out by mail, whatever he reads on the web. */
    byMail: z.literal(true).optional(),
    /** Present on a bot's message only. */
    answer: z
      .strictObject({
        /** `notice`: it answers nothing, and is to reach the customer wherever he is. */
        kind: z.enum(['article', 'wallet', 'unsure', 'greeting', 'handover', 'acknowledgement', 'notice']),
        source: AnswerSource.nullable(),
        /** Present on words of the wallet that tell what stands in the source too, and do not only name it. */
        tellsSource: z.literal(true).optional(),
        transactionId: z.string().nullable(),
        quickReplies: z.array(z.enum(['helped', 'not_helped', 'talk_to_person', 'keep_waiting'])),
        /** Articles offered when unsure, best first. */
        suggestions: z.array(AnswerSource).max(3),
        /** The newest entry the bot had read when it answered: what came later is still to be answered. */
        answersSeq: z.int().optional(),
        /** The customer wrote again while the bot was thinking: an answer is still owed. */
        leavesOpen: z.boolean().optional(),
      })
      .nullable(),
  }),
  entry('note.added', { mentions: z.array(StaffId), clientId: ClientId.optional() }),
  entry('answer.rated', { helped: z.boolean(), ofSeq: z.int() }),
  /** What was asked and tried stands in the content, for staff only: it quotes the customer and must be redactable. */
  entry('conversation.queued', {
    teamId: TeamId,
    reason: HandoverReason,
    /** An account, a person or money is in danger: before all others in line. */
    urgent: z.boolean().optional(),
    /** What the question turned out to be about; absent when it is what it was opened as. */
    questionType: QuestionType.optional(),
  }),
  /** What the customer wrote while in line tells that an account, a person or money is in danger: before all others from here on. */
  entry('conversation.danger_told', {}),
  /** The customer waits for a person no longer: the bot answers from here on, as if afresh. */
  entry('conversation.returned_to_bot', {}),
  /** The customer need not stay: a person comes back to him, at a time or when it is his turn. The place is kept. `number` shows its last digits only, `address` no more of a mailbox than its first letter. */
  entry('conversation.call_back_requested', {
    channel: CallBackChannel,
    ...callBackTime,
    number: z.string().nullable(),
    address: z.string().optional(),
    /** Not asked for: its line does not answer at the time that was arranged, so it was put to this one. */
    moved: z.literal(true).optional(),
  }),
  entry('conversation.call_back_cancelled', {}),
  /** An agent called. Not reached, it is tried again at a time, or no more. `agreed`: the customer wants it at that time; whether anybody called is not said. */
  entry('conversation.called_back', { reached: z.boolean(), ...callBackTime, agreed: z.literal(true).optional() }),
  /** An agent had the number shown in full. */
  entry('conversation.number_shown', {}),
  /** An agent may accept it until then, on the database's clock; the customer waits on in line. */
  entry('conversation.offered', { agentId: StaffId, agentName: z.string(), teamId: TeamId, until: Instant }),
  /** The offer ended without a yes: said no to, not answered in time, or the agent is not there or takes nothing any more. */
  entry('conversation.offer_ended', { agentId: StaffId, agentName: z.string(), why: z.enum(['declined', 'lapsed', 'agent_away']) }),
  /** `accepted`: it was offered, and the agent said yes. `merged`: he holds the conversation that was merged into this one; what he has answered is not owed anew. */
  entry('conversation.assigned', {
    agentId: StaffId,
    agentName: z.string(),
    teamId: TeamId,
    how: z.enum(['taken', 'given', 'routed', 'accepted', 'merged']),
    /** It waited in the line of this team, which another one helps. */
    overflowFrom: TeamId.optional(),
  }),
  entry('conversation.transferred', {
    teamId: TeamId,
    fromTeamId: TeamId.nullable(),
    toAgentId: StaffId.nullable(),
    toAgentName: z.string().nullable(),
    fromAgentId: StaffId.nullable(),
    /** Taken from an agent who did not answer in time, or who has left; absent when somebody passed it on. */
    why: z.enum(['agent_silent', 'agent_gone']).optional(),
  }),
  /** The answer that is owed is due soon, or was not given in time. */
  entry('promise.at_risk', { promise: PromiseKind, dueAt: Instant }),
  entry('promise.missed', { promise: PromiseKind, dueAt: Instant }),
  /** Messages, by their seq, that the customer did not read in time, or (`askedFor`) wanted by mail: the mail server has them now. */
  entry('message.mailed', { ofSeqs: z.array(z.int()), askedFor: z.literal(true).optional() }),
  /** They reached the customer on no channel. Trying may go on. */
  entry('message.undelivered', { ofSeqs: z.array(z.int()), reason: UndeliveredReason }),
  /** Somebody decided that they need no delivery any more; why stands in the content, for staff only. */
  entry('message.delivery_settled', { ofSeqs: z.array(z.int()) }),
  entry('conversation.snoozed', { until: Instant }),
  /** `owes`: it was put off until now, and the customer is owed the answer that was put off. */
  entry('conversation.woken', { why: z.enum(['time', 'customer', 'agent']), owes: z.literal(true).optional() }),
  entry('conversation.awaiting_customer', {}),
  entry('conversation.resolved', { outcome: Outcome }),
  /** With `teamId`: its team was dissolved meanwhile, or had only helped, and it belongs to this one now (null = to none). */
  entry('conversation.reopened', { why: z.enum(['customer', 'agent']), teamId: TeamId.nullable().optional() }),
  entry('conversation.closed', { why: z.enum(['time', 'merged', 'ended']) }),
  entry('conversation.rated', { score: z.int().min(1).max(5), revised: z.boolean() }),
  entry('conversation.restricted', { restricted: z.boolean() }),
  /** The customer gets priority service from here on, or no longer. Why stands on the customer's own stream, and is not for everybody. */
  entry('conversation.care_changed', { care: z.boolean() }),
  entry('conversation.merged_into', { targetId: ConversationId }),
  /** What it brings along from the source, and this one did not have. */
  entry('conversation.merged_from', {
    sourceId: ConversationId,
    /** An answer was owed in the source since then, and is owed here now. */
    owedSince: Instant.optional(),
    /** The customer waits for a person since then. */
    waitingSince: Instant.optional(),
    /** It has its place in line from then. */
    queuedAt: Instant.optional(),
    /** An account, a person or money is in danger. */
    urgent: z.literal(true).optional(),
    /** The more pressing of the two questions. */
    questionType: QuestionType.optional(),
    /** The customer asked for his answer by mail. */
    repliesByMail: z.literal(true).optional(),
    /** People had the source and had not resolved it: whether it was their turn, what of the promised time was left, or since when it was late. */
    resolving: z
      .strictObject({
        isRunning: z.boolean(),
        promised: z.strictObject({ minutes: z.int(), warnPercent: z.int(), leftMs: z.int() }).nullable(),
        lateSince: Instant.nullable(),
      })
      .optional(),
  }),
  entry('customer.joined', {}),
  entry('wallet.looked_up', { operation: z.string(), subject: z.string().nullable(), result: z.enum(['ok', 'not_found', 'unavailable']) }),
  entry('entry.redacted', { seq: z.int(), customerSeq: z.int().nullable(), reason: z.string().max(500) }),
])
export type ConversationEntry = z.infer<typeof ConversationEntry>
export type ConversationEntryType = ConversationEntry['type']
export type EntryData<T extends ConversationEntryType> = Extract<ConversationEntry, { type: T }>['data']
