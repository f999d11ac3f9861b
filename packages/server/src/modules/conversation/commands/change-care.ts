import type { CustomerId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { changeCare, type CareChange } from '../../customer/api.ts'
import { applyEntriesToAll } from '../apply-entries.ts'
import type { ConversationRecord } from '../tables.ts'

/**
 * Say that a customer is to get priority service, or no longer. It holds at once for all that he has asked and that has
 * not closed: its place in line, and by when an answer is promised.
 *
 * Lock order: customer, then his conversations. One that is just being opened waits for the customer's lock, and knows.
 *
 * @returns whether he gets it now
 * @throws Refused `customer.not_found`
 */
export async function changeCustomerCare(ctx: CommandContext, change: CareChange): Promise<boolean> {
  const care = await changeCare(ctx, change)
  await spreadCare(ctx, { customerId: change.customerId, care })
  return care
}

/** Each conversation of the customer says so in its own stream. The caller has locked the customer. */
export async function spreadCare(ctx: CommandContext, { customerId, care }: { customerId: CustomerId; care: boolean }): Promise<void> {
  const { rows } = await sql<ConversationRecord>`
    select * from conversation where customer_id = ${customerId} and status <> 'closed' and care <> ${care} order by id for no key update`.execute(ctx.db)
  await applyEntriesToAll(
    ctx,
    rows.map((row) => ({ row, drafts: [{ entry: { type: 'conversation.care_changed', data: { care } } }] })),
  )
}
