import type { Actor } from '@yingda/protocol/entries/actor.ts'
import type { CallBackChannel, ConversationEntry, EntryData, Outcome, QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationStatus } from '@yingda/protocol/http/staff.ts'
import type { ConversationId, CustomerId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'

/** What a conversation is at one point of its stream. Instants are ISO strings in UTC. */
export type ConversationState = {
  id: ConversationId
  customerId: CustomerId
  questionType: QuestionType
  language: Language
  status: ConversationStatus
  teamId: TeamId | null
  /** Whose line it waited in, while somebody of a team that helps has it, or had it last: from there it goes home. */
  homeTeamId: TeamId | null
  assigneeId: StaffId | null
  /** The last agent the customer met, kept after resolving: who is rated, who is asked again. */
  agentName: string | null
  restricted: boolean
  /** An account, a person or money is in danger. */
  urgent: boolean
  /** The customer gets priority service: one step more pressing than the question itself. */
  care: boolean
  /** Since when the customer waits for a person; null when nobody owes an answer. */
  waitingSince: string | null
  /** Since when an answer is owed, by whoever has the conversation now, the bot included; null when none is. */
  owedSince: string | null
  /** Since when it stands in line: transferring keeps the place, waiting for the customer gives it up. */
  queuedAt: string | null
  snoozedUntil: string | null
  /** Offered to an agent, who may accept until then, on the database's clock; null = to nobody. */
  offer: Offer | null
  /** How a person is to come back to the customer, and when; without a time, when it is his turn. */
  callBack: CallBack | null
  /** The customer asked for his answer by mail: what agents say goes there, until he writes here again. */
  repliesByMail: boolean
  outcome: Outcome | null
  resolvedAt: string | null
  closedAt: string | null
  rating: { score: number; at: string } | null
  previousId: ConversationId | null
  mergedIntoId: ConversationId | null
}

export type Offer = { agentId: StaffId; until: string }
export type CallBack = { channel: CallBackChannel; from: string | null; until: string | null }

/** An entry with who and when: what `evolve` needs beside the state. */
export type Happened = { entry: ConversationEntry; actor: Actor; at: string }

const OPEN_WITH_AGENT: readonly ConversationStatus[] = ['assigned', 'snoozed', 'awaiting_customer']

/** Being worked on by a person: an agent holds it. */
export const isWithAgent = (state: Pick<ConversationState, 'status'>): boolean => OPEN_WITH_AGENT.includes(state.status)
export const isOpen = (state: Pick<ConversationState, 'status'>): boolean => state.status !== 'resolved' && state.status !== 'closed'

/** The state after one more entry. The console uses the same function as the server. */
export function evolveConversation(state: ConversationState, { entry, actor, at }: Happened): ConversationState {
  switch (entry.type) {
    case 'message.posted':
      return afterMessage(state, actor, at, entry.data.answer)
    case 'conversation.queued':
      return {
        ...state,
        status: 'waiting',
        teamId: entry.data.teamId,
        homeTeamId: null,
        assigneeId: null,
        offer: null,
        queuedAt: state.queuedAt ?? at,
        urgent: state.urgent || entry.data.urgent === true,
        questionType: entry.data.questionType ?? state.questionType,
        ...owing(state, at),
      }
    case 'conversation.danger_told':
      return { ...state, urgent: true }
    case 'conversation.returned_to_bot':
      return { ...state, status: 'bot', queuedAt: null, callBack: null, repliesByMail: false, offer: null, ...owingNothing }
    case 'conversation.call_back_requested': {
      const { channel, from, until } = entry.data
      return { ...state, callBack: { channel, from, until }, repliesByMail: channel === 'mail', offer: null }
    }
    case 'conversation.call_back_cancelled':
      return { ...state, callBack: null, repliesByMail: false }
    case 'conversation.called_back':
      return afterCall(state, entry.data, at)
    case 'conversation.offered':
      return { ...state, offer: { agentId: entry.data.agentId, until: entry.data.until } }
    case 'conversation.offer_ended':
      return { ...state, offer: null }
    case 'conversation.assigned':
      return {
        ...state,
        offer: null,
        status: 'assigned',
        assigneeId: entry.data.agentId,
        agentName: entry.data.agentName,
        teamId: entry.data.teamId,
        homeTeamId: entry.data.overflowFrom ?? null,
        snoozedUntil: null,
        ...(entry.data.how === 'merged' && state.owedSince === null ? {} : owing(state, at)),
      }
    case 'conversation.transferred':
      return {
        ...state,
        status: 'waiting',
        teamId: entry.data.teamId,
        homeTeamId: null,
        assigneeId: null,
        offer: null,
        snoozedUntil: null,
        queuedAt: state.queuedAt ?? at,
        ...owing(state, at),
      }
    case 'conversation.snoozed':
      return { ...state, status: 'snoozed', snoozedUntil: entry.data.until }
    case 'conversation.woken':
      return { ...state, status: 'assigned', snoozedUntil: null, ...(entry.data.owes === true ? owing(state, at) : {}) }
    case 'conversation.awaiting_customer':
      return { ...state, status: 'awaiting_customer', snoozedUntil: null, callBack: null, ...owingNothing, queuedAt: null }
    case 'conversation.resolved':
      return {
        ...state,
        status: 'resolved',
        outcome: entry.data.outcome,
        resolvedAt: at,
        assigneeId: null,
        offer: null,
        snoozedUntil: null,
        callBack: null,
        ...owingNothing,
        queuedAt: null,
      }
    case 'conversation.reopened':
      return afterReopening(state, entry.data.teamId === undefined ? state.teamId : entry.data.teamId, at)
    case 'conversation.closed':
      return { ...state, status: 'closed', closedAt: at, assigneeId: null, offer: null, snoozedUntil: null, callBack: null, ...owingNothing, queuedAt: null }
    case 'conversation.rated':
      return { ...state, rating: { score: entry.data.score, at: state.rating?.at ?? at } }
    case 'conversation.restricted':
      return { ...state, restricted: entry.data.restricted, offer: null }
    case 'conversation.care_changed':
      return { ...state, care: entry.data.care }
    case 'conversation.merged_into':
      return { ...state, mergedIntoId: entry.data.targetId }
    case 'conversation.merged_from':
      return afterMerging(state, entry.data)
    case 'promise.at_risk':
    case 'promise.missed':
    case 'message.mailed':
    case 'message.undelivered':
    case 'message.delivery_settled':
    case 'conversation.opened':
    case 'conversation.linked':
    case 'transaction.attached':
    case 'note.added':
    case 'answer.rated':
    case 'customer.joined':
    case 'wallet.looked_up':
    case 'conversation.number_shown':
    case 'entry.redacted':
      return state
  }
}

const owingNothing = { waitingSince: null, owedSince: null }

/** A person owes an answer from now on, or still does. */
const owing = (state: ConversationState, at: string) => ({ waitingSince: state.waitingSince ?? at, owedSince: state.owedSince ?? at })

function afterMessage(state: ConversationState, actor: Actor, at: string, answer: EntryData<'message.posted'>['answer']): ConversationState {
  if (actor.kind === 'agent' && isCallOwed(state)) return state
  if (actor.kind === 'agent') return { ...state, ...owingNothing, callBack: null, queuedAt: isWithAgent(state) ? null : state.queuedAt }
  if (actor.kind === 'bot') return state.status === 'bot' && answersAll(answer) ? { ...state, owedSince: null } : state
  return actor.kind === 'customer' ? afterCustomer({ ...state, repliesByMail: state.callBack?.channel === 'mail' }, at) : state
}

function afterCustomer(state: ConversationState, at: string): ConversationState {
  if (state.status === 'awaiting_customer') return { ...state, status: 'assigned', ...owing(state, at), queuedAt: null }
  if (state.status === 'assigned') return { ...state, ...owing(state, at) }
  return isOpen(state) ? { ...state, owedSince: state.owedSince ?? at } : state
}

/** Written words do not take the place of the call that was asked for: it is owed until it is made, or cancelled. */
export const isCallOwed = (state: Pick<ConversationState, 'callBack'>): boolean => state.callBack?.channel === 'phone'

/** Reached, the customer has been answered. Not reached, it is owed still: on the phone at another time, with the place kept, or in writing. */
function afterCall(state: ConversationState, { reached, from, until }: EntryData<'conversation.called_back'>, at: string): ConversationState {
  if (reached) return { ...state, status: 'awaiting_customer', snoozedUntil: null, callBack: null, queuedAt: null, ...owingNothing }
  if (from === null || until === null) return { ...state, callBack: null }
  const callBack: CallBack = { channel: 'phone', from, until }
  return { ...state, callBack, status: 'waiting', assigneeId: null, snoozedUntil: null, queuedAt: state.queuedAt ?? at, ...owing(state, at) }
}

/** The bot's words of handing over answer nothing, and what came while it was thinking is still to be answered. */
const answersAll = (answer: EntryData<'message.posted'>['answer']): boolean => answer?.kind !== 'handover' && answer?.leavesOpen !== true

const earlier = (one: string | null, other: string | null): string | null => (one !== null && (other === null || one < other) ? one : other)

/** What was owed in the other conversation is owed here, since the same moment, with the earlier place and as pressing as it was there. */
function afterMerging(state: ConversationState, data: EntryData<'conversation.merged_from'>): ConversationState {
  const merged: ConversationState = {
    ...state,
    queuedAt: earlier(state.queuedAt, data.queuedAt ?? null),
    waitingSince: earlier(state.waitingSince, data.waitingSince ?? null),
    urgent: state.urgent || data.urgent === true,
    questionType: data.questionType ?? state.questionType,
    repliesByMail: state.repliesByMail || data.repliesByMail === true,
  }
  const { owedSince } = data
  if (owedSince === undefined) return data.resolving?.isRunning === true && state.status === 'awaiting_customer' ? { ...merged, status: 'assigned' } : merged
  const since = earlier(state.owedSince, owedSince)
  if (state.status === 'bot') return { ...merged, owedSince: since }
  const status = state.status === 'awaiting_customer' ? 'assigned' : state.status
  return { ...merged, status, owedSince: since, waitingSince: merged.waitingSince ?? owedSince }
}

/** Once a team has had it, it goes back in line there; before that, the bot answers again. */
function afterReopening(state: ConversationState, teamId: TeamId | null, at: string): ConversationState {
  const hadPerson = state.agentName !== null
  return {
    ...state,
    teamId,
    homeTeamId: null,
    status: hadPerson && teamId !== null ? 'waiting' : 'bot',
    outcome: null,
    resolvedAt: null,
    queuedAt: hadPerson && teamId !== null ? at : null,
    ...(hadPerson && teamId !== null ? owing(state, at) : {}),
  }
}
