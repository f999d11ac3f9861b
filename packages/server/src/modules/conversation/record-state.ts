import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import type { ConversationRecord } from './tables.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** The part of a row that entries decide. */
export function stateOf(row: ConversationRecord): ConversationState {
  return {
    id: row.id,
    customerId: row.customer_id,
    questionType: row.question_type,
    language: row.language,
    status: row.status,
    teamId: row.team_id,
    homeTeamId: row.home_team_id,
    assigneeId: row.assignee_id,
    agentName: row.agent_name,
    restricted: row.restricted,
    urgent: row.urgent,
    care: row.care,
    waitingSince: iso(row.waiting_since),
    owedSince: iso(row.owed_since),
    queuedAt: iso(row.queued_at),
    snoozedUntil: iso(row.snoozed_until),
    offer: row.offered_to === null || row.offer_until === null ? null : { agentId: row.offered_to, until: row.offer_until.toISOString() },
    callBack: row.call_back_channel === null ? null : { channel: row.call_back_channel, from: iso(row.call_back_from), until: iso(row.call_back_until) },
    repliesByMail: row.reply_by_mail,
    outcome: row.outcome,
    resolvedAt: iso(row.resolved_at),
    closedAt: iso(row.closed_at),
    rating: row.rating === null || row.rated_at === null ? null : { score: row.rating, at: row.rated_at.toISOString() },
    previousId: row.previous_id,
    mergedIntoId: row.merged_into_id,
  }
}
