import type { ConversationDetail } from '@yingda/protocol/http/staff.ts'
import type { Me } from '@yingda/protocol/http/staff-session.ts'
import { allowedActions } from '../../features/conversation/actions/allowed-actions.ts'
import { SHORTCUTS, type Shortcut } from '../keys/shortcuts.ts'

/** What the command bar offers for the open conversation: what its buttons and keys would do now, and no more. */
export function offeredActs({ row, canReply }: Pick<ConversationDetail, 'row' | 'canReply'>, me: Pick<Me, 'id' | 'permissions'>): Shortcut[] {
  const allowed = allowedActions(row, me)
  const offers: Readonly<Partial<Record<Shortcut['id'], boolean>>> = {
    take: allowed.take,
    reply: canReply,
    note: true,
    resolve: allowed.resolve,
    snooze: allowed.snooze,
    transfer: allowed.transfer,
    await_customer: allowed.awaitCustomer,
    reopen: allowed.reopen,
    customer: true,
  }
  return SHORTCUTS.filter(({ id, group }) => group === 'conversation' && offers[id] === true)
}
