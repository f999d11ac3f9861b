/** An offer asks one agent whether he takes what waits. It ends by his answer, by its time, or by whatever else becomes of the conversation. */
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { EntryData } from '@yingda/protocol/entries/conversation.ts'
import { overflowFrom, type Decision } from './decide.ts'
import type { ConversationState } from './state.ts'

type Offered = { id: StaffId; name: string }

/** Offer what waits, and is offered to nobody just now. */
export function decideOffer(state: ConversationState, { agent, teamId, until }: { agent: Offered; teamId: TeamId; until: string }): Decision {
  if (state.status !== 'waiting' || state.offer !== null) return { refused: 'conversation.not_waiting' }
  return { entries: [{ type: 'conversation.offered', data: { agentId: agent.id, agentName: agent.name, teamId, until } }] }
}

/** Yes, by the one it is offered to and in time. Who has it already has said so before. */
export function decideAccept(state: ConversationState, { agent, inTime, teamId }: { agent: Offered; inTime: boolean; teamId: TeamId }): Decision {
  if (state.assigneeId === agent.id) return { entries: [] }
  if (state.offer?.agentId !== agent.id || !inTime) return { refused: 'offer.over' }
  return {
    entries: [{ type: 'conversation.assigned', data: { agentId: agent.id, agentName: agent.name, teamId, how: 'accepted', ...overflowFrom(state, teamId) } }],
  }
}

/** It goes to the next one, and keeps its place in line. Of what is not offered to this one any more nothing ends. */
export function decideOfferEnd(state: ConversationState, { agent, why }: { agent: Offered; why: EntryData<'conversation.offer_ended'>['why'] }): Decision {
  if (state.offer?.agentId !== agent.id) return { entries: [] }
  return { entries: [{ type: 'conversation.offer_ended', data: { agentId: agent.id, agentName: agent.name, why } }] }
}
