import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import type { Permission } from '@yingda/protocol/permissions.ts'

export type AllowedActions = Readonly<
  Record<
    'take' | 'assign' | 'transfer' | 'snooze' | 'wake' | 'resolve' | 'awaitCustomer' | 'reopen' | 'merge' | 'restrict' | 'redact' | 'block' | 'care' | 'export',
    boolean
  >
>

/** Why it cannot be put off, where a key asks for it all the same: nobody holds it, it has ended, or the customer waits for an answer. Null = it can be. */
export function whyNotSnooze({
  status,
  assignee,
  waitingSince,
}: Pick<ConversationRow, 'status' | 'assignee' | 'waitingSince'>): 'ended' | 'nobody' | 'owed' | null {
  if (status === 'resolved' || status === 'closed') return 'ended'
  if (assignee === null) return 'nobody'
  return waitingSince === null ? null : 'owed'
}

/**
 * What is worth offering: what the person may do, as far as the conversation's state makes sense of it. The server
 * decides again on every call; this only spares a refusal.
 */
export function allowedActions(
  row: Pick<ConversationRow, 'status' | 'assignee' | 'customer' | 'waitingSince'> | null,
  me: { id: string; permissions: readonly Permission[] },
): AllowedActions {
  const may = (permission: Permission): boolean => row !== null && me.permissions.includes(permission)
  const ended = row?.status === 'resolved' || row?.status === 'closed'
  const held = row?.assignee?.id === me.id
  return {
    take: may('conversation.take') && !ended && !held,
    assign: may('conversation.assign') && !ended,
    transfer: may('conversation.transfer') && !ended && row?.status !== 'bot',
    snooze: may('conversation.reply') && row !== null && row.status !== 'snoozed' && whyNotSnooze(row) === null,
    wake: may('conversation.reply') && row?.status === 'snoozed',
    resolve: may('conversation.resolve') && !ended,
    awaitCustomer: may('conversation.reply') && row?.status === 'assigned',
    reopen: may('conversation.resolve') && row?.status === 'resolved',
    merge: may('conversation.merge') && row?.status !== 'closed',
    restrict: may('conversation.restrict'),
    redact: may('entry.redact'),
    // Whoever is signed in and worries about money must be able to ask; only visitors are ever kept out.
    block: may('customer.block') && row?.customer.signedIn === false,
    care: may('customer.care'),
    export: may('export.read'),
  }
}
