import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { applyEntries, type Applied } from '../apply-entries.ts'
import type { ConversationRecord } from '../tables.ts'

export type DeliveryEntry = Extract<ConversationEntry, { type: 'message.mailed' | 'message.undelivered' | 'message.delivery_settled' }>

/** Say in the stream, to staff alone, what became of messages on their way. The caller has locked the conversation. */
export const tellDelivery = (ctx: CommandContext, row: ConversationRecord, entry: DeliveryEntry, note?: string): Promise<Applied> =>
  applyEntries(ctx, row, [{ entry, ...(note === undefined ? {} : { text: note }) }])
