import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { attachedTo, type Place } from '../store.ts'
import { viewOf } from '../view.ts'

/** The files on these entries, by `placeKey`; redacted ones are not among them. Reach is the caller's to judge first. */
export async function attachmentViews(ctx: QueryContext, places: readonly Place[]): Promise<Map<string, AttachmentView[]>> {
  const views = new Map<string, AttachmentView[]>()
  for (const row of await attachedTo(ctx, places)) {
    if (row.seq === null || row.conversation_id === null) continue
    const key = placeKey({ conversationId: row.conversation_id, seq: row.seq })
    views.set(key, [...(views.get(key) ?? []), viewOf(row)])
  }
  return views
}

export const placeKey = ({ conversationId, seq }: Place): string => `${conversationId}/${seq}`
