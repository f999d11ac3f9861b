import type { Ending, Owner, Priority } from '@yingda/domain/conversation/owed.ts'
import type { ResolvingEnd } from '@yingda/domain/conversation/resolving.ts'
import type { ReplyPromise } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'

export type ObligationId = string & { readonly brand: 'ObligationId' }

/** A row of `obligation` as PostgreSQL returns it. */
export type ObligationRecord = {
  id: ObligationId
  open: boolean
  conversation_id: ConversationId
  customer_id: CustomerId
  channel: string
  kind: ReplyPromise
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

/** A row of `resolution` as PostgreSQL returns it. */
export type ResolutionRecord = {
  conversation_id: ConversationId
  started_at: Date
  running_since: Date | null
  ended_at: Date | null
  ended_how: ResolvingEnd | null
  minutes: number | null
  warn_percent: number | null
  left_ms: number | null
  warn_at: Date | null
  due_at: Date | null
  warned_at: Date | null
  overdue_at: Date | null
}
