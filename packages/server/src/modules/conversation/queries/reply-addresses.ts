import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

/** Addresses that customers have given for the answers of these conversations; where none was given, the conversation is left out. */
export async function replyAddressesOf(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, string>> {
  const { rows } = await sql<{ id: ConversationId; reply_email: string }>`
    select id, reply_email from conversation where id = any(${[...ids]}::uuid[]) and reply_email is not null`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row.reply_email]))
}
