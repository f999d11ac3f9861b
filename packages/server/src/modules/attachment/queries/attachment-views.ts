import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { attachedTo } from '../store.ts'
import { viewOf } from '../view.ts'

/** The files on these entries, by seq; redacted ones are not among them. Reach is the caller's to judge first. */
export async function attachmentViews(ctx: QueryContext, conversationId: ConversationId, seqs: readonly number[]): Promise<Map<number, AttachmentView[]>> {
  const views = new Map<number, AttachmentView[]>()
  for (const row of await attachedTo(ctx, conversationId, seqs)) {
    if (row.seq !== null) views.set(row.seq, [...(views.get(row.seq) ?? []), viewOf(row)])
  }
  return views
}
