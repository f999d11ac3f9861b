import type { ConversationId, CustomerId, TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationStatus } from '@yingda/protocol/http/staff.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import type { ConversationRecord } from '../tables.ts'

export type ConversationForBot = {
  id: ConversationId
  status: ConversationStatus
  language: Language
  questionType: QuestionType
  urgent: boolean
  customerId: CustomerId
  teamId: TeamId | null
  /** Somebody comes back at a time that was arranged. */
  isArranged: boolean
  transaction: WalletTransaction | null
  transactionAsOf: string | null
}

/** What the bot may know of a conversation; null when it is gone. */
export async function conversationForBot(ctx: QueryContext, id: ConversationId): Promise<ConversationForBot | null> {
  const { rows } = await sql<ConversationRecord>`select * from conversation where id = ${id}`.execute(ctx.db)
  const [row] = rows
  if (row === undefined) return null
  return {
    id: row.id,
    status: row.status,
    language: row.language,
    questionType: row.question_type,
    urgent: row.urgent,
    customerId: row.customer_id,
    teamId: row.team_id,
    isArranged: row.call_back_from !== null,
    transaction: row.transaction?.transaction ?? null,
    transactionAsOf: row.transaction?.asOf ?? null,
  }
}
