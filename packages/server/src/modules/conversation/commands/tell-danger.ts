import { decideDanger } from '@yingda/domain/conversation/decide.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { applyEntries, entriesOf } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'

/**
 * Who stands in line tells of danger: his place and the promise are those of an urgent question from here on. Known
 * already, or out of line meanwhile: nothing changes, so it may be told twice.
 *
 * @throws Refused `conversation.not_found`
 */
export async function tellDanger(ctx: CommandContext, { conversationId }: { conversationId: ConversationId }): Promise<void> {
  const row = await lockConversation(ctx, conversationId)
  await applyEntries(
    ctx,
    row,
    entriesOf(decideDanger(stateOf(row))).map((entry) => ({ entry })),
  )
}
