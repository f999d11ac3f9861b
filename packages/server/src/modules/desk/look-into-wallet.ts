import type { WalletAnswer } from '@yingda/protocol/http/staff.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../platform/actor.ts'
import type { Runner } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { accessConversation, changeCustomerCare, recordWalletLookup } from '../conversation/api.ts'
import { accessCustomer } from '../customer/api.ts'
import type { Wallet } from '../wallet/api.ts'

/**
 * The customer's wallet, beside one of his conversations. Without a conversation of his in reach nobody looks; that
 * somebody looked stands in its stream. The wallet is asked between two transactions, never inside one.
 *
 * @throws Refused `conversation.not_found` | `customer.not_found` (not the conversation's customer)
 */
export async function lookIntoWallet(
  { runner, wallet }: { runner: Runner; wallet: Wallet | null },
  actor: StaffActor,
  { conversationId, customerId }: { conversationId: ConversationId; customerId: CustomerId },
): Promise<WalletAnswer> {
  const customer = await runner.query(actor, async (ctx) => {
    const row = await accessConversation(ctx, conversationId)
    if (row.customer_id !== customerId) throw new Refused('customer.not_found')
    return accessCustomer(ctx, customerId)
  })
  if (customer.external_id === null) return { result: 'anonymous' }
  const call = { actor: { kind: 'agent' as const, id: actor.staffId }, reason: 'agent opened the conversation', conversationId }
  const answer = wallet === null ? ({ result: 'unavailable' } as const) : await wallet.overview(call, customer.external_id)
  await runner.run(actor, (ctx) => recordWalletLookup(ctx, { conversationId, operation: 'overview', subject: null, result: answer.result }))
  if (answer.result !== 'ok') return answer
  const { vulnerable: care } = answer.value.customer
  if (care !== customer.care_by_wallet) await runner.run({ kind: 'system' }, (ctx) => changeCustomerCare(ctx, { customerId, care, by: 'wallet' }))
  return { result: 'ok', overview: answer.value }
}
