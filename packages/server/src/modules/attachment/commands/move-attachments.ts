import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { saveUploader } from '../store.ts'

/** What a visitor sent is now the customer's he turned out to be, posted or not. The caller has locked both customers. */
export async function moveAttachments(ctx: CommandContext, ids: { fromId: CustomerId; toId: CustomerId }): Promise<void> {
  await saveUploader(ctx, ids)
}
