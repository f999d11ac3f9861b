import type { Actor } from '@yingda/protocol/entries/actor.ts'
import type { ConversationEntry, Outcome, QuestionType } from '@yingda/protocol/entries/conversation.ts'
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
  assigneeId: StaffId | null
  /** The last agent the customer met, kept after resolving: who is rated, who is asked again. */
  agentName: string | null
  restricted: boolean
  /** Since when the customer waits for a person; null when nobody owes an answer. */
  waitingSince: string | null
  /** Since when it stands in line: transferring keeps the place. */
  queuedAt: string | null
  snoozedUntil: string | null
  outcome: Outcome | null
  resolvedAt: string | null
  closedAt: string | null
  rating: { score: number; at: string } | null
  previousId: ConversationId | null
  mergedIntoId: ConversationId | null
}

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
      return afterMessage(state, actor, at)
    case 'conversation.queued':
      return {
        ...state,
        status: 'waiting',
        teamId: entry.data.teamId,
        assigneeId: null,
        queuedAt: state.queuedAt ?? at,
        waitingSince: state.waitingSince ?? at,
      }
    case 'conversation.assigned':
      return {
        ...state,
        status: 'assigned',
        assigneeId: entry.data.agentId,
        agentName: entry.data.agentName,
        teamId: entry.data.teamId,
        snoozedUntil: null,
        waitingSince: state.waitingSince ?? at,
      }
    case 'conversation.transferred':
      return {
        ...state,
        status: 'waiting',
        teamId: entry.data.teamId,
        assigneeId: null,
        snoozedUntil: null,
        queuedAt: state.queuedAt ?? at,
        waitingSince: state.waitingSince ?? at,
      }
    case 'conversation.snoozed':
      return { ...state, status: 'snoozed', snoozedUntil: entry.data.until }
    case 'conversation.woken':
      return { ...state, status: 'assigned', snoozedUntil: null }
    case 'conversation.awaiting_customer':
      return { ...state, status: 'awaiting_customer', snoozedUntil: null, waitingSince: null }
    case 'conversation.resolved':
      return {
        ...state,
        status: 'resolved',
        outcome: entry.data.outcome,
        resolvedAt: at,
        assigneeId: null,
        snoozedUntil: null,
        waitingSince: null,
        queuedAt: null,
      }
    case 'conversation.reopened':
      return afterReopening(state, entry.data.teamId === undefined ? state.teamId : entry.data.teamId, at)
    case 'conversation.closed':
      return { ...state, status: 'closed', closedAt: at, assigneeId: null, snoozedUntil: null, waitingSince: null, queuedAt: null }
    case 'conversation.rated':
      return { ...state, rating: { score: entry.data.score, at: state.rating?.at ?? at } }
    case 'conversation.restricted':
      return { ...state, restricted: entry.data.restricted }
    case 'conversation.merged_into':
      return { ...state, mergedIntoId: entry.data.targetId }
    case 'conversation.opened':
    case 'conversation.linked':
    case 'conversation.merged_from':
    case 'transaction.attached':
    case 'note.added':
    case 'answer.rated':
    case 'customer.joined':
    case 'wallet.looked_up':
    case 'entry.redacted':
      return state
  }
}

function afterMessage(state: ConversationState, actor: Actor, at: string): ConversationState {
  if (actor.kind === 'agent') return { ...state, waitingSince: null, queuedAt: isWithAgent(state) ? null : state.queuedAt }
  if (actor.kind !== 'customer') return state
  if (state.status === 'awaiting_customer') return { ...state, status: 'assigned', waitingSince: at }
  if (state.status === 'assigned') return { ...state, waitingSince: state.waitingSince ?? at }
  return state
}

/** Once a team has had it, it goes back in line there; before that, the bot answers again. */
function afterReopening(state: ConversationState, teamId: TeamId | null, at: string): ConversationState {
  const hadPerson = state.agentName !== null
  return {
    ...state,
    teamId,
    status: hadPerson && teamId !== null ? 'waiting' : 'bot',
    outcome: null,
    resolvedAt: null,
    queuedAt: hadPerson && teamId !== null ? at : null,
    waitingSince: hadPerson && teamId !== null ? at : null,
  }
}
