/**
 * What may happen next in a conversation's life. Each function takes the state and the facts and answers the entries to
 * record, or why not. Nothing here reads a clock or a database.
 */
import type { ConversationEntry, HandoverReason, Outcome, QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { RefusalCode } from '@yingda/protocol/refusals.ts'
import { fits } from '../routing/weights.ts'
import { isCallOwed, isOpen, isWithAgent, type ConversationState } from './state.ts'

export type Decision = { entries: ConversationEntry[] } | { refused: RefusalCode; data?: Record<string, unknown> }

/** A message within this time of resolving reopens; later it starts a new, linked conversation. */
export const REOPEN_WINDOW_MS = 72 * 3600_000
/** A rating may be changed this long after it was first given. */
export const RATING_WINDOW_MS = 24 * 3600_000

const nothing: Decision = { entries: [] }

export type CustomerMessageFate = { to: 'here'; before: ConversationEntry[] } | { to: 'target'; targetId: ConversationId } | { to: 'new' }

/** Where it belongs, when its team was dissolved since it ended, or had only helped; undefined while it is its own team's. */
export type NewHome = { teamId: TeamId | null } | undefined

const reopened = (why: 'customer' | 'agent', home: NewHome): ConversationEntry => ({ type: 'conversation.reopened', data: { why, ...home } })

/** Where a customer's message goes. It is never refused for the conversation's state. */
export function decideCustomerMessage(state: ConversationState, nowMs: number, home?: NewHome): CustomerMessageFate {
  if (state.mergedIntoId !== null) return { to: 'target', targetId: state.mergedIntoId }
  if (state.status === 'closed') return { to: 'new' }
  if (state.status === 'resolved') {
    const resolvedMs = Date.parse(state.resolvedAt ?? '')
    return nowMs - resolvedMs > REOPEN_WINDOW_MS ? { to: 'new' } : { to: 'here', before: [reopened('customer', home)] }
  }
  if (state.status === 'snoozed') return { to: 'here', before: [{ type: 'conversation.woken', data: { why: 'customer' } }] }
  return { to: 'here', before: [] }
}

type Agent = { id: StaffId; name: string; teamIds: readonly TeamId[] }

/** What an agent's own message does first: to an ended conversation it reopens, to one without a holder it takes. */
export function decideAgentMessage(state: ConversationState, agent: Agent, home?: NewHome): Decision {
  if (state.status === 'closed') return { refused: 'conversation.closed' }
  const isOfIts = state.teamId !== null && agent.teamIds.includes(state.teamId)
  const teamId = teamOf(isOfIts ? state : { ...state, ...home }, agent)
  if (teamId === null) return { refused: 'team.not_found' }
  const data = { agentId: agent.id, agentName: agent.name, teamId, how: 'taken' as const, ...keptHome(state, teamId) }
  const take: ConversationEntry = { type: 'conversation.assigned', data }
  if (state.status === 'resolved') return { entries: [reopened('agent', home), take] }
  if (!isWithAgent(state)) return { entries: [take] }
  if (state.status === 'snoozed') return { entries: [{ type: 'conversation.woken', data: { why: 'agent' } }] }
  return nothing
}

const teamOf = (state: ConversationState, agent: Agent): TeamId | null =>
  state.teamId !== null && (agent.teamIds.includes(state.teamId) || agent.teamIds.length === 0) ? state.teamId : (agent.teamIds[0] ?? state.teamId)

export type HandoverFacts = { teamId: TeamId; reason: HandoverReason; urgent?: boolean | undefined; questionType?: QuestionType | undefined }

/** The customer wants a person, or the bot gives up. Already in line or with a person: nothing changes. */
export function decideHandover(state: ConversationState, { teamId, reason, urgent = false, questionType = state.questionType }: HandoverFacts): Decision {
  if (state.status !== 'bot') return nothing
  const turnedOut = questionType === state.questionType ? {} : { questionType }
  return { entries: [{ type: 'conversation.queued', data: { teamId, reason, ...(urgent ? { urgent } : {}), ...turnedOut } }] }
}

/** Who waits for a person tells of danger: ahead of others from here on. Once: what is urgent stays so. */
export function decideDanger(state: ConversationState): Decision {
  return state.status === 'waiting' && !state.urgent ? { entries: [{ type: 'conversation.danger_told', data: {} }] } : nothing
}

/** Waits for a person no longer. Whoever is with one by now stays; with the bot already, nothing changes. */
export function decideReturnToBot(state: ConversationState): Decision {
  if (state.status === 'bot') return nothing
  return state.status === 'waiting' ? { entries: [{ type: 'conversation.returned_to_bot', data: {} }] } : { refused: 'conversation.not_waiting' }
}

export type AssignmentFacts = {
  agent: Agent
  /** The weight of what the agent holds and is offered. */
  active: number
  /** Of this one. */
  weight?: number
  capacity: number
  how: 'taken' | 'given' | 'routed'
  mayTakeOver?: boolean /** As a member of which team; absent: whichever is nearest. */
  as?: TeamId
}

/** Hand an open conversation to one agent. Assigning it to its present holder changes nothing; taking ignores capacity, as a person decided it. */
export function decideAssignment(state: ConversationState, { agent, active, capacity, how, mayTakeOver = false, as, weight = 1 }: AssignmentFacts): Decision {
  if (!isOpen(state)) return { refused: 'conversation.closed' }
  if (state.assigneeId === agent.id) return nothing
  if (how === 'routed' && state.status !== 'waiting') return { refused: 'conversation.not_waiting' }
  if (how === 'taken' && state.assigneeId !== null && !mayTakeOver) return { refused: 'conversation.already_assigned', data: { name: state.agentName } }
  if (how !== 'taken' && !fits({ load: active, capacity }, weight)) return { refused: 'agent.at_capacity', data: { name: agent.name } }
  const teamId = as ?? teamOf(state, agent)
  if (teamId === null) return { refused: 'team.not_found' }
  const helped = how === 'routed' ? overflowFrom(state, teamId) : keptHome(state, teamId)
  return { entries: [{ type: 'conversation.assigned', data: { agentId: agent.id, agentName: agent.name, teamId, how, ...helped } }] }
}

/** Whose line it waited in, where a member of another team answers it. */
export const overflowFrom = ({ teamId }: ConversationState, as: TeamId): { overflowFrom?: TeamId } =>
  teamId === null || teamId === as ? {} : { overflowFrom: teamId }

/** From one who helps to another: it stays what it was helped from. */
export const keptHome = ({ homeTeamId }: ConversationState, as: TeamId): { overflowFrom?: TeamId } =>
  homeTeamId === null || homeTeamId === as ? {} : { overflowFrom: homeTeamId }

export type TransferFacts = { teamId: TeamId; agent: Agent | null }

/** Pass on to a team, or to one colleague in it. The customer keeps the place in line. */
export function decideTransfer(state: ConversationState, { teamId, agent }: TransferFacts): Decision {
  if (!isOpen(state)) return { refused: 'conversation.closed' }
  const passed: ConversationEntry = {
    type: 'conversation.transferred',
    data: { teamId, fromTeamId: state.teamId, toAgentId: agent?.id ?? null, toAgentName: agent?.name ?? null, fromAgentId: state.assigneeId },
  }
  if (agent === null) return { entries: [passed] }
  const helped = teamId === state.teamId ? keptHome(state, teamId) : {}
  return { entries: [passed, { type: 'conversation.assigned', data: { agentId: agent.id, agentName: agent.name, teamId, how: 'given', ...helped } }] }
}

/** The line it goes back into: of the team that was helped, if one was. */
export const ownLine = ({ homeTeamId, teamId }: ConversationState): TeamId | null => homeTeamId ?? teamId

/** Who was owed an answer by this agent, silent or gone, waits no longer for him: back into its own `line`, with the place kept. */
export function decideRelease(state: ConversationState, why: 'agent_silent' | 'agent_gone', line = ownLine(state)): Decision {
  const { teamId: fromTeamId, assigneeId } = state
  if (!isWithAgent(state) || state.owedSince === null || line === null) return nothing
  const data = { teamId: line, fromTeamId, toAgentId: null, toAgentName: null, fromAgentId: assigneeId, why }
  return { entries: [{ type: 'conversation.transferred', data }] }
}

export function decideResolve(state: ConversationState, outcome: Outcome): Decision {
  if (state.status === 'closed') return { refused: 'conversation.closed' }
  if (state.status === 'resolved') return nothing
  return { entries: [{ type: 'conversation.resolved', data: { outcome } }] }
}

export function decideReopenByAgent(state: ConversationState, agent: Agent, home?: NewHome): Decision {
  if (state.status === 'closed') return { refused: 'conversation.closed' }
  if (isOpen(state)) return { refused: 'conversation.already_open' }
  return decideAgentMessage(state, agent, home)
}

export function decideSnooze(state: ConversationState, facts: { until: string; nowMs: number }): Decision {
  if (!isWithAgent(state)) return { refused: 'conversation.closed' }
  // Putting it off ends no promise: it would run on unseen.
  if (state.owedSince !== null) return { refused: 'conversation.answer_owed' }
  if (Date.parse(facts.until) <= facts.nowMs) return { refused: 'request.invalid' }
  return { entries: [{ type: 'conversation.snoozed', data: { until: facts.until } }] }
}

/** What was put off until a time is owed from then on; whoever takes it up sooner has it in hand. */
export function decideWake(state: ConversationState, why: 'time' | 'agent'): Decision {
  const owes = why === 'time' ? ({ owes: true } as const) : {}
  return state.status === 'snoozed' ? { entries: [{ type: 'conversation.woken', data: { why, ...owes } }] } : nothing
}

export function decideAwaitCustomer(state: ConversationState): Decision {
  if (!isWithAgent(state)) return { refused: 'conversation.closed' }
  if (isCallOwed(state)) return { refused: 'conversation.call_back_pending' }
  return state.status === 'awaiting_customer' ? nothing : { entries: [{ type: 'conversation.awaiting_customer', data: {} }] }
}

/** Who may not see it any more gives it back to its own line, where the customer keeps his place. */
export function decideRestriction(state: ConversationState, facts: { restricted: boolean; holderMaySee: boolean }): Decision {
  if (state.restricted === facts.restricted) return nothing
  const restricted: ConversationEntry = { type: 'conversation.restricted', data: { restricted: facts.restricted } }
  const teamId = ownLine(state)
  if (!isWithAgent(state) || facts.holderMaySee || teamId === null) return { entries: [restricted] }
  const { teamId: fromTeamId, assigneeId } = state
  return {
    entries: [restricted, { type: 'conversation.transferred', data: { teamId, fromTeamId, toAgentId: null, toAgentName: null, fromAgentId: assigneeId } }],
  }
}

/** Resolved and silent for the whole window: it closes for good. */
export function decideCloseByTime(state: ConversationState, nowMs: number): Decision {
  const due = state.status === 'resolved' && nowMs - Date.parse(state.resolvedAt ?? '') > REOPEN_WINDOW_MS
  return due ? { entries: [{ type: 'conversation.closed', data: { why: 'time' } }] } : nothing
}

export function decideRating(state: ConversationState, facts: { score: number; nowMs: number }): Decision {
  if (isOpen(state)) return { refused: 'conversation.not_ended' }
  if (state.rating !== null && facts.nowMs - Date.parse(state.rating.at) > RATING_WINDOW_MS) return { refused: 'conversation.rating_fixed' }
  return { entries: [{ type: 'conversation.rated', data: { score: facts.score, revised: state.rating !== null } }] }
}
