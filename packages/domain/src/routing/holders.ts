import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { StaffId } from '@yingda/protocol/ids.ts'

/** Who had a conversation before it stood in line. */
export type Holders = {
  /** The customer's last agent, to whom it returns; null when nobody had it, or the last one lost it or passed it on. */
  lastAgentId: StaffId | null
  /** Lost it by silence or passed it on since the conversation was last opened: somebody else is to have it. */
  lostBy: readonly StaffId[]
}

export const NO_HOLDERS: Holders = { lastAgentId: null, lostBy: [] }

/** The holders after one more entry of the stream. */
export function followHolders(holders: Holders, entry: ConversationEntry): Holders {
  if (entry.type === 'conversation.assigned') return { ...holders, lastAgentId: entry.data.agentId }
  if (entry.type === 'conversation.reopened') return { ...holders, lostBy: [] }
  if (entry.type !== 'conversation.transferred') return holders
  const { fromAgentId } = entry.data
  return { lastAgentId: null, lostBy: fromAgentId === null ? holders.lostBy : [...holders.lostBy.filter((id) => id !== fromAgentId), fromAgentId] }
}
