/** Two conversations of one customer become one. He is not worse off for it in what presses, in his place, in what was promised or in who has it. */
import type { ConversationEntry, EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { RefusalCode } from '@yingda/protocol/refusals.ts'
import { PRIORITIES, priorityOf, type Pressing } from './owed.ts'
import { keptHome, ownLine } from './decide.ts'
import { isResolving, type Joined } from './resolving.ts'
import { isOpen, isWithAgent, type ConversationState } from './state.ts'

/** `mayHold`: whoever holds the source is there, and may see the target. `resolving`: what people have of the source and have not resolved. */
export type MergeFacts = { mayHold: boolean; resolving: Joined | null }
export type Merge = { source: ConversationEntry[]; target: ConversationEntry[] } | { refused: RefusalCode }

/** The source points to the target and closes; what is owed in it is owed in the target. */
export function decideMerge(source: ConversationState, target: ConversationState, { mayHold, resolving }: MergeFacts): Merge {
  if (source.customerId !== target.customerId || source.id === target.id) return { refused: 'conversation.different_customer' }
  // Later messages to the source arrive in the target: they must not become visible to more people than before.
  if (source.restricted && !target.restricted) return { refused: 'permission.denied' }
  if (source.mergedIntoId !== null || source.status === 'closed' || !isOpen(target)) return { refused: 'conversation.closed' }
  if (source.callBack !== null) return { refused: 'conversation.call_back_pending' }
  if (source.owedSince !== null && isArranged(target)) return { refused: 'conversation.call_back_arranged' }
  const people = mayHold && isHolderNeeded(source, target) ? withHolderOf(source, target) : lineOf(source, target)
  const goesToPeople = target.status !== 'bot' || people.length > 0
  return {
    source: [
      { type: 'conversation.merged_into', data: { targetId: target.id } },
      { type: 'conversation.closed', data: { why: 'merged' } },
    ],
    target: [
      ...wakingOf(source, target),
      {
        type: 'conversation.merged_from',
        data: { ...carriedFrom(source, target, goesToPeople), ...(goesToPeople && resolving !== null ? { resolving } : {}) },
      },
      ...people,
    ],
  }
}

/** Somebody comes back to the customer at a time. */
const isArranged = ({ callBack }: ConversationState): boolean => callBack !== null && callBack.from !== null

/** Whether the target is held by nobody, and is in want of the source's holder. */
const isHolderNeeded = (source: ConversationState, target: ConversationState): boolean =>
  isWithAgent(source) && (target.status === 'bot' || (target.status === 'waiting' && !isArranged(target)))

/** What is owed now does not sleep. */
const wakingOf = (source: ConversationState, target: ConversationState): ConversationEntry[] =>
  source.owedSince !== null && target.status === 'snoozed' ? [{ type: 'conversation.woken', data: { why: 'agent' } }] : []

function carriedFrom(source: ConversationState, target: ConversationState, goesToPeople: boolean): EntryData<'conversation.merged_from'> {
  return {
    sourceId: source.id,
    ...(source.owedSince === null ? {} : { owedSince: source.owedSince }),
    ...(source.waitingSince === null || !goesToPeople ? {} : { waitingSince: source.waitingSince }),
    ...(source.queuedAt === null || !goesToPeople ? {} : { queuedAt: source.queuedAt }),
    ...(isOpen(source) ? { ...pressingOf(source, target), ...byMail(source, target) } : {}),
  }
}

const byMail = (source: ConversationState, target: ConversationState): { repliesByMail?: true } =>
  source.repliesByMail && !target.repliesByMail ? { repliesByMail: true } : {}

/** As much of the source as makes the target as pressing. */
function pressingOf(source: ConversationState, target: ConversationState): Pick<EntryData<'conversation.merged_from'>, 'urgent' | 'questionType'> {
  const urgent = source.urgent && !target.urgent ? { urgent: true as const } : {}
  const isCalmer = rankOf({ ...target, ...urgent }) > rankOf(source)
  return { ...urgent, ...(isCalmer ? { questionType: source.questionType } : {}) }
}

const rankOf = (pressing: Pressing): number => PRIORITIES.indexOf(priorityOf(pressing))

/** Whoever has the source goes on with the customer in the target. */
function withHolderOf(source: ConversationState, target: ConversationState): ConversationEntry[] {
  const { assigneeId, agentName, teamId } = source
  const as = teamId ?? target.teamId
  if (assigneeId === null || as === null) return []
  return [
    { type: 'conversation.assigned', data: { agentId: assigneeId, agentName: agentName ?? '', teamId: as, how: 'merged', ...keptHome(source, as) } },
    ...turnOf(source, target),
  ]
}

/** It is the customer's turn still, where it was and nothing is owed in the target. */
const turnOf = (source: ConversationState, target: ConversationState): ConversationEntry[] =>
  source.status === 'awaiting_customer' && target.owedSince === null ? [{ type: 'conversation.awaiting_customer', data: {} }] : []

/** Who waits for a person in the source goes on waiting for one in the target, and what people had still to do there they have here. */
function lineOf(source: ConversationState, target: ConversationState): ConversationEntry[] {
  const teamId = ownLine(source)
  if ((source.waitingSince === null && !isResolving(source)) || teamId === null || target.status !== 'bot') return []
  return [{ type: 'conversation.queued', data: { teamId, reason: 'asked' } }]
}
