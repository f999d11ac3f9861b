import type { Me } from '@yingda/protocol/http/staff-session.ts'
import type { ConversationDetail } from '@yingda/protocol/http/staff.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { dayText } from '../../../app/time-text.ts'
import type { CannedValues } from './canned-variables.ts'

/** What a canned reply's variables mean in this conversation, in the customer's language and on the desk's calendar, wherever the agent sits. */
export function cannedValues(
  { row, transaction }: Pick<ConversationDetail, 'row' | 'transaction'>,
  me: Pick<Me, 'name' | 'timeZone'>,
  now: Date,
): CannedValues {
  return {
    'customer.name': row.customer.name,
    'agent.name': me.name,
    'conversation.reference': row.reference,
    'transaction.amount': transaction ? formatMoney(transaction.amount) : null,
    'transaction.orderNo': transaction?.orderNo ?? null,
    today: dayText(now, row.language, me.timeZone),
  }
}
