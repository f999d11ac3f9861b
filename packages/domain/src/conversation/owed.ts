/**
 * Who owes the customer an answer, read from the entries: when it began to be owed, when and by what it ceased to be.
 * Replaying the entries gives the same, whenever it is done.
 */
import type { QuestionType, ReplyPromise } from '@yingda/protocol/entries/conversation.ts'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { resolvingChanges, type ResolvingChange } from './resolving.ts'
import { evolveConversation, isWithAgent, type ConversationState, type Happened } from './state.ts'

/** The bot, the line of a team, or the agent who holds the conversation. */
export type Owner = { kind: 'bot' } | { kind: 'team'; teamId: TeamId } | { kind: 'agent'; agentId: StaffId }

/**
 * How an obligation ended. `answered`: the bot or an agent answered. `withdrawn`: the customer ended it. `decided`: a
 * decision that is on record ended it, named by `reason`.
 */
export type Ending = { how: 'answered' | 'withdrawn' | 'decided'; reason: string }
export type OwedChange = { do: 'open'; since: string } | ({ do: 'close'; at: string } & Ending)

export const PRIORITIES = ['urgent', 'high', 'normal'] as const
export type Priority = (typeof PRIORITIES)[number]

export function ownerOf(state: ConversationState): Owner {
  if (isWithAgent(state) && state.assigneeId !== null) return { kind: 'agent', agentId: state.assigneeId }
  if (state.status === 'waiting' && state.teamId !== null) return { kind: 'team', teamId: state.teamId }
  return { kind: 'bot' }
}

export function isSameOwner(one: Owner, other: Owner): boolean {
  if (one.kind === 'team') return other.kind === 'team' && one.teamId === other.teamId
  return one.kind === 'agent' ? other.kind === 'agent' && one.agentId === other.agentId : other.kind === 'bot'
}

/** A person's first answer is awaited in line and beyond it, until it is given. */
export function promiseKindOf(state: ConversationState): ReplyPromise {
  if (ownerOf(state).kind === 'bot') return 'bot_reply'
  return state.queuedAt === null ? 'next_reply' : 'first_reply'
}

export type Pressing = { questionType: QuestionType; urgent?: boolean; care?: boolean }

/**
 * Money, an account or a person in danger before money that is missing, before everything else. Who gets priority service
 * stands one step higher than the question alone, and never before those in danger.
 */
export function priorityOf({ questionType, urgent = false, care = false }: Pressing): Priority {
  if (urgent || questionType === 'security') return 'urgent'
  if (questionType === 'payment' || questionType === 'transfer' || questionType === 'refund') return care ? 'urgent' : 'high'
  return care ? 'high' : 'normal'
}

export type Followed = { state: ConversationState; owed: OwedChange[]; resolving: ResolvingChange[] }

/** The state after these entries, and what they did to the answer that is owed and to the clock of what is to be resolved, in order. */
export function followOwed(start: ConversationState, happened: readonly Happened[]): Followed {
  const owed: OwedChange[] = []
  const resolving: ResolvingChange[] = []
  let state = start
  for (const one of happened) {
    const after = evolveConversation(state, one)
    if (state.owedSince !== null && after.owedSince === null) owed.push({ do: 'close', at: one.at, ...endingBy(one) })
    if (state.owedSince === null && after.owedSince !== null) owed.push({ do: 'open', since: after.owedSince })
    resolving.push(...resolvingChanges(state, after, one))
    state = after
  }
  return { state, owed, resolving }
}

function endingBy({ entry, actor }: Happened): Ending {
  if (entry.type === 'message.posted') return { how: 'answered', reason: actor.kind }
  if (entry.type === 'conversation.called_back') return { how: 'answered', reason: actor.kind }
  if (actor.kind === 'customer') return { how: 'withdrawn', reason: entry.type }
  if (entry.type === 'conversation.resolved') return { how: 'decided', reason: `resolved:${entry.data.outcome}` }
  if (entry.type === 'conversation.closed') return { how: 'decided', reason: `closed:${entry.data.why}` }
  return { how: 'decided', reason: entry.type }
}
