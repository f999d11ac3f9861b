import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { applyEntries, type Applied } from '../apply-entries.ts'
import { lockConversation, setTransaction } from '../store.ts'

/**
 * The transaction in question, as the wallet just stated it. The same one again changes nothing.
 *
 * @throws Refused `conversation.not_found` | `conversation.closed`
 */
export async function attachTransaction(
  ctx: CommandContext,
  input: { conversationId: ConversationId; transaction: WalletTransaction; asOf: string },
): Promise<Applied> {
  const row = await lockConversation(ctx, input.conversationId)
  if (row.status === 'closed') throw new Refused('conversation.closed')
  const { transaction, asOf } = input
  const known = row.transaction?.transaction
  if (known?.id === transaction.id && known.status === transaction.status) return applyEntries(ctx, row, [])
  await setTransaction(ctx, row.id, { transaction, asOf })
  return applyEntries(ctx, row, [{ entry: { type: 'transaction.attached', data: { transaction, asOf } } }])
}

/** That somebody looked into the customer's wallet, and what for. */
export async function recordWalletLookup(
  ctx: CommandContext,
  input: { conversationId: ConversationId; operation: string; subject: string | null; result: 'ok' | 'not_found' | 'unavailable' },
): Promise<Applied> {
  const { conversationId, operation, subject, result } = input
  const row = await lockConversation(ctx, conversationId)
  return applyEntries(ctx, row, [{ entry: { type: 'wallet.looked_up', data: { operation, subject, result } } }])
}
