import type { AttachmentId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { findAttachment, type AttachmentRow, type Place } from '../store.ts'

/** Who may read an entry is known to a higher module; `app.ts` fills this in. */
export type AttachmentReach = {
  /** Does the actor of `ctx` see this entry? A customer sees only those of his own conversations that count for him. */
  mayRead(ctx: QueryContext, place: Place): Promise<boolean>
}

/**
 * A file the actor may fetch: his own, or one on an entry he sees. Staff lose a posted file together with the
 * conversation it stands in.
 *
 * @throws Refused `attachment.not_found` also when it exists beyond the actor's reach, or was redacted
 */
export async function accessAttachment(ctx: QueryContext, id: AttachmentId, reach: AttachmentReach): Promise<AttachmentRow> {
  const row = await findAttachment(ctx, id)
  if (row !== undefined && isThere(row) && (await mayFetch(ctx, row, reach))) return row
  throw new Refused('attachment.not_found')
}

export const isThere = (row: AttachmentRow): boolean => row.state === 'stored' || row.state === 'attached'

async function mayFetch(ctx: QueryContext, row: AttachmentRow, reach: AttachmentReach): Promise<boolean> {
  const { actor } = ctx
  if (actor.kind === 'customer' && row.customer_id === actor.customerId) return true
  if (actor.kind === 'staff' && row.staff_id === actor.staffId && row.state === 'stored') return true
  if (row.state !== 'attached' || row.conversation_id === null || row.seq === null) return false
  return reach.mayRead(ctx, { conversationId: row.conversation_id, seq: row.seq })
}
