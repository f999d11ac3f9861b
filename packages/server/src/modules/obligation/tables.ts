import type { Ending, Owner, Priority } from '@yingda/domain/conversation/owed.ts'
import type { PromiseKind } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'

export type ObligationId = string & { readonly brand: 'ObligationId' }

/** A row of `obligation` as PostgreSQL returns it. */
export type ObligationRecord = {
  id: ObligationId
  open: boolean
  conversation_id: ConversationId
  customer_id: CustomerId
  channel: string
  kind: PromiseKind
  priority: Priority
  owner_kind: Owner['kind']
  owner_id: string | null
  owned_since: Date
  received_at: Date
  warn_at: Date
  due_at: Date
  warned_at: Date | null
  overdue_at: Date | null
  /** The deadline of this promise that was not kept before it was put to another time. */
  missed_at: Date | null
  closed_at: Date | null
  closed_how: Ending['how'] | null
  closed_reason: string | null
}
