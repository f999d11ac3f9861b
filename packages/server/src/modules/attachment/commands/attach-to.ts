import type { AttachmentId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { saveAttached, type Attaching, type Place } from '../store.ts'

export type Attach = Place & { attachmentId: AttachmentId }

/**
 * Put claimed files on the entries they were sent with, in the order given. A file named twice on one entry stands there
 * once. The caller holds the claim; a file that is not free any more is a bug and undoes the command.
 */
export async function attachTo(ctx: CommandContext, rows: readonly Attach[]): Promise<void> {
  const placed = new Map<string, Attaching>()
  for (const row of rows) {
    const key = `${row.conversationId}/${row.seq}/${row.attachmentId}`
    if (!placed.has(key)) placed.set(key, { ...row, position: placed.size })
  }
  if (placed.size === 0) return
  const attached = await saveAttached(ctx, [...placed.values()])
  if (attached !== placed.size) throw new Error(`${placed.size - attached} of ${placed.size} files were not free to be attached`)
}
