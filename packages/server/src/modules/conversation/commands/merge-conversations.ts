import { decideMerge } from '@yingda/domain/conversation/decide.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { applyEntries, type Applied } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'

/**
 * Take one conversation into another of the same customer: later messages to the source arrive in the target.
 *
 * Both are locked in id order, so that two opposite merges cannot wait for each other.
 *
 * @returns the target's newest numbers
 * @throws Refused `conversation.not_found` | `conversation.different_customer` | `conversation.closed`
 */
export async function mergeConversations(
  ctx: CommandContext,
  { sourceId, targetId }: { sourceId: ConversationId; targetId: ConversationId },
): Promise<Applied> {
  if (sourceId === targetId) throw new Refused('conversation.different_customer')
  const [firstId, secondId] = sourceId < targetId ? [sourceId, targetId] : [targetId, sourceId]
  const first = await lockConversation(ctx, firstId)
  const second = await lockConversation(ctx, secondId)
  const [source, target] = first.id === sourceId ? [first, second] : [second, first]
  const decision = decideMerge(stateOf(source), stateOf(target))
  if ('refused' in decision) throw new Refused(decision.refused)
  await applyEntries(
    ctx,
    source,
    decision.source.map((entry) => ({ entry })),
  )
  return applyEntries(
    ctx,
    target,
    decision.target.map((entry) => ({ entry })),
  )
}
