import { ConversationId, CustomerId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { ConversationState } from '../state.ts'

export const uuid = (last: number): string => `01a20039-1a98-7406-937b-${String(last).padStart(12, '0')}`
export const teamId = TeamId.parse(uuid(1))
export const holder = StaffId.parse(uuid(2))

/** A conversation that an agent holds and has answered. */
export const aState = (changes: Partial<ConversationState> = {}): ConversationState => ({
  id: ConversationId.parse(uuid(10)),
  customerId: CustomerId.parse(uuid(20)),
  questionType: 'payment',
  language: 'zh-CN',
  status: 'assigned',
  teamId,
  homeTeamId: null,
  assigneeId: holder,
  agentName: '林晓',
  offer: null,
  restricted: false,
  urgent: false,
  care: false,
  waitingSince: null,
  owedSince: null,
  queuedAt: null,
  snoozedUntil: null,
  outcome: null,
  resolvedAt: null,
  closedAt: null,
  rating: null,
  previousId: null,
  mergedIntoId: null,
  callBack: null,
  repliesByMail: false,
  ...changes,
})
