import type { AttachmentId, ConversationId, CustomerId, StaffId } from '@yingda/protocol/ids.ts'
import type { Db } from '../../platform/db/db.ts'
import type { AcceptedFile } from './files/verdict.ts'

export type AttachmentState = 'arriving' | 'stored' | 'attached' | 'redacted' | 'discarded'

/** A row of `attachment`; migrations/0006_attachment.sql says what each state means. */
export type AttachmentTable = {
  id: AttachmentId
  customer_id: CustomerId | null
  staff_id: StaffId | null
  conversation_id: ConversationId | null
  seq: number | null
  position: number | null
  state: AttachmentState
  name: string | null
  media_type: AcceptedFile['mediaType']
  size_bytes: number
  /** With the thumbnail; null in rows from before it was counted. */
  stored_bytes: number | null
  sha256: Buffer | null
  width: number | null
  height: number | null
  has_thumbnail: boolean
  created_at: Date
  erased_at: Date | null
}

export const tables = (db: Db) => db.$extendTables<{ attachment: AttachmentTable }>()
