import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../platform/command.ts'
import { replyAddressesOf } from '../conversation/api.ts'
import { emailsOf } from '../customer/api.ts'
import type { DeliveryRecord } from './tables.ts'

type Whose = Pick<DeliveryRecord, 'conversation_id' | 'customer_id'>

/** Where answers go by mail: where the customer has asked for those of this conversation, else to the address that the wallet has named. Whoever has none is left out. */
export async function addressesOf(ctx: QueryContext, rows: readonly Whose[]): Promise<Map<ConversationId, string>> {
  if (rows.length === 0) return new Map()
  const given = await replyAddressesOf(ctx, [...new Set(rows.map((row) => row.conversation_id))])
  const known = await emailsOf(ctx, [...new Set(rows.map((row) => row.customer_id))])
  return new Map(
    rows.flatMap(({ conversation_id: id, customer_id: customerId }) => {
      const to = given.get(id) ?? known.get(customerId)
      return to === undefined ? [] : [[id, to]]
    }),
  )
}
