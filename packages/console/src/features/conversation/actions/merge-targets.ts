import type { ConversationRow } from '@yingda/protocol/http/staff.ts'

type Mergeable = Pick<ConversationRow, 'status' | 'restricted'> & { id: string }

/**
 * Into which of the customer's conversations this one may go, as `domain/conversation/decide-merge.ts` has it: one that goes on, and
 * none that more people see. What has ended is reopened first.
 */
export function mergeTargets<T extends Mergeable>(row: Mergeable, conversations: readonly T[]): T[] {
  return conversations.filter(({ id, status, restricted }) => id !== row.id && status !== 'resolved' && status !== 'closed' && (restricted || !row.restricted))
}
