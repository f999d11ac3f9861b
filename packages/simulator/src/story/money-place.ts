import { INCOMING_TYPES } from '@yingda/protocol/coming-in.ts'
import type { MoneyPlace, TransactionStatus, TransactionType } from '@yingda/protocol/wallet.ts'

/**
 * Where the money is when nothing more exact is known than the status. `returning` and `returned` after a refund come
 * from the refunds themselves, not from here.
 */
export function placeOfStatus(status: TransactionStatus, type: TransactionType): MoneyPlace {
  const incoming = INCOMING_TYPES.includes(type)
  switch (status) {
    case 'created':
    case 'pending_user':
    case 'failed':
    case 'cancelled':
      return 'not_charged'
    case 'authorised':
    case 'held':
      return 'on_hold'
    case 'processing':
      return type === 'refund' ? 'returning' : 'on_hold'
    case 'unknown':
      return 'unknown'
    case 'completed':
      return incoming ? (type === 'refund' ? 'returned' : 'with_customer') : 'with_payee'
    case 'disputed':
    case 'part_refunded':
      return 'with_payee'
    case 'reversed':
    case 'returned':
    case 'refunded':
      return 'returned'
  }
}
