import { decideMerge } from '@yingda/domain/conversation/decide-merge.ts'
import { isOpen } from '@yingda/domain/conversation/state.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { listColleagues, lockStaff } from '../../identity/api.ts'
import { carryPromise } from '../../obligation/api.ts'
import { applyEntries, type Applied } from '../apply-entries.ts'
import { joinedOf } from '../keep-clocks.ts'
import { mayHold } from '../reach.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation, setReached } from '../store.ts'
import type { ConversationRecord } from '../tables.ts'

/**
 * Take one conversation into another of the same customer: later messages to the source arrive in the target. What is owed in the
 * source is owed there by the time that was promised, and whoever has the source has the target that nobody has.
 *
 * Both are locked in id order, so that two opposite merges cannot wait for each other; then the agent.
 *
 * @returns the target's newest numbers
 * @throws Refused `conversation.not_found` | `conversation.different_customer` | `conversation.closed` | `permission.denied` |
 *   `conversation.call_back_pending` | `conversation.call_back_arranged`
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
  const decision = decideMerge(stateOf(source), stateOf(target), {
    mayHold: await isHolderThere(ctx, source, target),
    resolving: await joinedOf(ctx, source),
  })
  if ('refused' in decision) throw new Refused(decision.refused)
  await applyEntries(
    ctx,
    source,
    decision.source.map((entry) => ({ entry })),
  )
  const email = addressFor(source, target)
  if (email !== target.reply_email) await setReached(ctx, target.id, { number: null, email })
  const applied = await applyEntries(
    ctx,
    target,
    decision.target.map((entry) => ({ entry })),
  )
  if (source.obligation_id !== null) carryPromise(ctx, { fromId: source.obligation_id, toId: target.id })
  return applied
}

/** Whoever holds the source is with us still, under his lock, and may see the target. */
async function isHolderThere(ctx: CommandContext, source: ConversationRecord, target: ConversationRecord): Promise<boolean> {
  const holder = (await listColleagues(ctx)).find((colleague) => colleague.id === source.assignee_id)
  if (holder === undefined || !mayHold(holder, target)) return false
  await lockStaff(ctx, holder.id)
  return true
}

/** Where answers in the target go by mail: what was given for it stands, else what was given for the source. One that has ended gives nothing. */
function addressFor(source: ConversationRecord, target: ConversationRecord): string | null {
  if (target.reply_by_mail || !isOpen(stateOf(source))) return target.reply_email
  return source.reply_by_mail ? source.reply_email : (target.reply_email ?? source.reply_email)
}
