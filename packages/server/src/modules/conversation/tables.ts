import type { CallBackChannel, DeviceContext, Outcome, QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationStatus } from '@yingda/protocol/http/staff.ts'
import type { ConversationId, CustomerId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { ObligationId } from '../obligation/api.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'

/** A row of `conversation` as PostgreSQL returns it. */
export type ConversationRecord = {
  id: ConversationId
  reference: string
  customer_id: CustomerId
  client_id: string
  started_by: CustomerId
  channel: 'web'
  question_type: QuestionType
  language: Language
  status: ConversationStatus
  team_id: TeamId | null
  /** Whose line it waited in, where a team that helps has it, or had it last. */
  home_team_id: TeamId | null
  assignee_id: StaffId | null
  agent_name: string | null
  restricted: boolean
  urgent: boolean
  care: boolean
  title: string | null
  title_seq: number | null
  last_text: string | null
  last_text_seq: number | null
  last_from: 'customer' | 'bot' | 'agent' | null
  context: DeviceContext
  transaction: { transaction: WalletTransaction; asOf: string } | null
  amount_minor: number | null
  currency: string | null
  previous_id: ConversationId | null
  merged_into_id: ConversationId | null
  waiting_since: Date | null
  owed_since: Date | null
  obligation_id: ObligationId | null
  queued_at: Date | null
  offered_to: StaffId | null
  offer_until: Date | null
  snoozed_until: Date | null
  call_back_channel: CallBackChannel | null
  call_back_from: Date | null
  call_back_until: Date | null
  call_back_number: string | null
  reply_by_mail: boolean
  /** Given for this conversation alone; null = the address that the wallet has named. */
  reply_email: string | null
  outcome: Outcome | null
  resolved_at: Date | null
  closed_at: Date | null
  rating: number | null
  rating_words: string | null
  rated_at: Date | null
  opened_at: Date
  changed_at: Date
}
