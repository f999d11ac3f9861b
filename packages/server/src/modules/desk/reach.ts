import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { reachesCustomer } from '../conversation/api.ts'

/** A customer is reached through a conversation of his. @throws Refused `customer.not_found` */
export async function mayReachCustomer(ctx: QueryContext, customerId: CustomerId): Promise<void> {
  if (!(await reachesCustomer(ctx, customerId))) throw new Refused('customer.not_found')
}
