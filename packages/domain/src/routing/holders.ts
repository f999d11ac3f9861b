import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { StaffId } from '@yingda/protocol/ids.ts'

/** Who had a conversation, or was offered it, before it stood in line. */
export type Holders = {
  /** The customer's last agent, to whom it returns; null when nobody had it, or the last one lost it or passed it on. */
  lastAgentId: StaffId | null
  /** Lost it by silence, passed it on or did not accept it since the conversation was last opened: somebody else is to have it. */
  lostBy: readonly StaffId[]
  /** Who said no, and when last. */
  declined: readonly { agentId: StaffId; atMs: number }[]
}

export const NO_HOLDERS: Holders = { lastAgentId: null, lostBy: [], declined: [] }

/** Who said no is not asked about the same again for so long, though nobody else be there: he has a reason, and it may pass. */
export const ASKED_AGAIN_AFTER_MS = 2 * 60_000

/** The holders after one more entry of the stream. */
export function followHolders(holders: Holders, entry: ConversationEntry, atMs: number): Holders {
  const { lastAgentId, lostBy, declined } = holders
  const lostToo = (agentId: StaffId): readonly StaffId[] => [...lostBy.filter((id) => id !== agentId), agentId]
  switch (entry.type) {
    case 'conversation.assigned':
      return { ...holders, lastAgentId: entry.data.agentId }
    case 'conversation.reopened':
      return { lastAgentId, lostBy: [], declined: [] }
    case 'conversation.transferred': {
      const { fromAgentId } = entry.data
      return { ...holders, lastAgentId: null, lostBy: fromAgentId === null ? lostBy : lostToo(fromAgentId) }
    }
    case 'conversation.offer_ended': {
      const { agentId, why } = entry.data
      if (why === 'agent_away') return holders
      const saidNo = why === 'declined' ? [...declined.filter((one) => one.agentId !== agentId), { agentId, atMs }] : declined
      return { lastAgentId: lastAgentId === agentId ? null : lastAgentId, lostBy: lostToo(agentId), declined: saidNo }
    }
    default:
      return holders
  }
}

/** Not to be asked just now. */
export const saidNoLately = ({ declined }: Holders, nowMs: number): StaffId[] =>
  declined.filter(({ atMs }) => nowMs - atMs < ASKED_AGAIN_AFTER_MS).map(({ agentId }) => agentId)
