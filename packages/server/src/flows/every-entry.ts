/** One of every entry there is, each filled with words that must not reach a customer. Closed over the types. */
import { randomUUID } from 'node:crypto'
import type { ConversationEntry, ConversationEntryType } from '@yingda/protocol/entries/conversation.ts'
import { ClientId, ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import { packSummary } from '../modules/conversation/summary-text.ts'
import type { Actor } from '../platform/actor.ts'

/** Whatever of this is found in a byte that a customer receives has leaked. */
export const SECRETS_OF_STAFF = {
  note: 'CANARY-note',
  summary: 'CANARY-summary',
  redactionReason: 'CANARY-redaction',
  providerCode: 'CANARY-R05-fraud',
  staffId: randomUUID(),
  otherStaffId: randomUUID(),
  teamId: randomUUID(),
  otherTeamId: randomUUID(),
  lookup: 'CANARY-lookup',
  otherName: 'CANARY-colleague',
}
/** Words of risk and compliance that stand in enumerations of entries and of the wallet's contract. */
export const RISK_WORDS = [
  'risk_blocked',
  'compliance_hold',
  'lost_stolen',
  'issuer_declined',
  'restricted',
  'care_changed',
  'danger_told',
  'topic_needs_person',
  'two_misses',
  'bot_unsure',
  'not_solved',
  'snoozed',
  'wallet.looked_up',
  'note.added',
  'merged_from',
  'promise.missed',
  'agent_silent',
  'agent_gone',
  'agent_away',
  'conversation.offered',
  'offer_ended',
]

/** Words of the customer and to the customer, which must arrive. */
export const FOR_CUSTOMER = { question: '我的问题', answer: '给您的答复', agentName: '林晓', rating: '谢谢' }

const asStaff = (id: string): StaffId => StaffId.parse(id)
const asTeam = (id: string): TeamId => TeamId.parse(id)
const at = '2026-11-20T06:32:00.000Z'

export function aTransaction(over: Partial<WalletTransaction> = {}): WalletTransaction {
  const amount = { amountMinor: 12_800, currency: 'CNY' }
  return {
    id: 't-1',
    orderNo: 'NO-20261120',
    type: 'pay',
    amount,
    fee: { ...amount, amountMinor: 0 },
    counterparty: '云禾咖啡',
    method: 'balance',
    status: 'failed',
    reason: 'risk_blocked',
    providerCode: SECRETS_OF_STAFF.providerCode,
    certainty: 'certain',
    moneyPlace: 'not_charged',
    createdAt: at,
    settledAt: null,
    expectedBy: null,
    parentId: null,
    history: [{ from: null, to: 'failed', at, source: 'provider' }],
    ...over,
  }
}

type Case<T extends ConversationEntryType> = { actor: Actor; data: Extract<ConversationEntry, { type: T }>['data']; text?: string }

const customer = { kind: 'customer', customerId: randomUUID() as never, signedIn: true } as const // an actor as it stands in an entry
const agent: Actor = {
  kind: 'staff',
  staffId: asStaff(SECRETS_OF_STAFF.staffId),
  name: FOR_CUSTOMER.agentName,
  role: 'agent',
  permissions: new Set(),
  teamIds: [],
}
const bot: Actor = { kind: 'bot', name: '小禾' }
const system: Actor = { kind: 'system' }
const SUMMARY = packSummary({ 'zh-CN': SECRETS_OF_STAFF.summary, en: SECRETS_OF_STAFF.summary })
const { staffId, otherStaffId, teamId, otherTeamId } = SECRETS_OF_STAFF

/** A new type of entry does not compile until its case stands here. */
export const EVERY_ENTRY: { readonly [T in ConversationEntryType]: readonly Case<T>[] } = {
  'conversation.opened': [
    { actor: customer, data: { channel: 'web', questionType: 'payment', language: 'zh-CN', context: { device: 'phone' }, previousConversationId: null } },
  ],
  'conversation.linked': [{ actor: customer, data: { nextConversationId: ConversationId.parse(randomUUID()) } }],
  'transaction.attached': [
    { actor: customer, data: { transaction: aTransaction(), asOf: at } },
    { actor: customer, data: { transaction: aTransaction({ reason: 'compliance_hold', status: 'failed' }), asOf: at } },
  ],
  'message.posted': [
    { actor: customer, text: FOR_CUSTOMER.question, data: { clientId: ClientId.parse(randomUUID()), attachmentIds: [], answer: null } },
    { actor: agent, text: FOR_CUSTOMER.answer, data: { clientId: ClientId.parse(randomUUID()), attachmentIds: [], answer: null } },
    {
      actor: bot,
      text: '小禾的答复',
      data: {
        clientId: null,
        attachmentIds: [],
        answer: {
          kind: 'article',
          source: { articleSlug: 'refund-status', title: '退款', updatedOn: '2026-11-01' },
          transactionId: null,
          quickReplies: ['helped'],
          suggestions: [],
        },
      },
    },
  ],
  'note.added': [{ actor: agent, text: SECRETS_OF_STAFF.note, data: { mentions: [asStaff(otherStaffId)] } }],
  'answer.rated': [{ actor: customer, data: { helped: false, ofSeq: 2 } }],
  'conversation.queued': [
    { actor: system, text: SUMMARY, data: { teamId: asTeam(teamId), reason: 'topic_needs_person' } },
    { actor: system, text: SUMMARY, data: { teamId: asTeam(teamId), reason: 'two_misses' } },
  ],
  'conversation.offered': [
    { actor: system, data: { agentId: asStaff(otherStaffId), agentName: SECRETS_OF_STAFF.otherName, teamId: asTeam(teamId), until: at } },
  ],
  'conversation.offer_ended': [
    { actor: system, data: { agentId: asStaff(otherStaffId), agentName: SECRETS_OF_STAFF.otherName, why: 'lapsed' } },
    { actor: agent, data: { agentId: asStaff(otherStaffId), agentName: SECRETS_OF_STAFF.otherName, why: 'declined' } },
  ],
  'conversation.assigned': [
    {
      actor: agent,
      data: { agentId: asStaff(staffId), agentName: FOR_CUSTOMER.agentName, teamId: asTeam(teamId), how: 'taken', overflowFrom: asTeam(otherTeamId) },
    },
  ],
  'conversation.transferred': [
    {
      actor: agent,
      data: {
        teamId: asTeam(otherTeamId),
        fromTeamId: asTeam(teamId),
        toAgentId: asStaff(otherStaffId),
        toAgentName: '何佳',
        fromAgentId: asStaff(staffId),
        why: 'agent_silent',
      },
    },
    {
      actor: system,
      data: {
        teamId: asTeam(teamId),
        fromTeamId: asTeam(teamId),
        toAgentId: null,
        toAgentName: null,
        fromAgentId: asStaff(staffId),
        why: 'agent_gone',
      },
    },
  ],
  'promise.at_risk': [{ actor: system, data: { promise: 'first_reply', dueAt: at } }],
  'promise.missed': [{ actor: system, data: { promise: 'next_reply', dueAt: at } }],
  'message.mailed': [
    { actor: system, data: { ofSeqs: [1] } },
    { actor: system, data: { ofSeqs: [1], askedFor: true } },
  ],
  'message.undelivered': [{ actor: system, data: { ofSeqs: [1], reason: 'no_address' } }],
  'message.delivery_settled': [{ actor: agent, text: SECRETS_OF_STAFF.note, data: { ofSeqs: [1] } }],
  'conversation.snoozed': [{ actor: agent, data: { until: '2026-11-21T06:32:00.000Z' } }],
  'conversation.woken': [{ actor: system, data: { why: 'time' } }],
  'conversation.call_back_requested': [
    { actor: customer, data: { channel: 'phone', from: at, until: '2026-11-21T06:32:00.000Z', number: '•••1234' } },
    { actor: customer, data: { channel: 'chat', from: null, until: null, number: null } },
    { actor: system, data: { channel: 'phone', from: at, until: '2026-11-21T06:32:00.000Z', number: '•••1234', moved: true } },
    { actor: customer, data: { channel: 'mail', from: null, until: null, number: null, address: 'c•••@example.cn' } },
  ],
  'conversation.call_back_cancelled': [{ actor: customer, data: {} }],
  'conversation.called_back': [
    { actor: agent, data: { reached: true, from: null, until: null } },
    { actor: agent, data: { reached: false, from: at, until: '2026-11-21T06:32:00.000Z' } },
    { actor: agent, data: { reached: false, from: at, until: '2026-11-21T06:32:00.000Z', agreed: true } },
  ],
  'conversation.number_shown': [{ actor: agent, data: {} }],
  'conversation.returned_to_bot': [{ actor: customer, data: {} }],
  'conversation.awaiting_customer': [{ actor: agent, data: {} }],
  'conversation.resolved': [
    { actor: agent, data: { outcome: 'not_solved' } },
    { actor: customer, data: { outcome: 'ended_by_customer' } },
  ],
  'conversation.reopened': [{ actor: customer, data: { why: 'customer' } }],
  'conversation.closed': [{ actor: system, data: { why: 'time' } }],
  'conversation.rated': [{ actor: customer, text: FOR_CUSTOMER.rating, data: { score: 2, revised: false } }],
  'conversation.restricted': [{ actor: agent, data: { restricted: true } }],
  'conversation.care_changed': [{ actor: agent, data: { care: true } }],
  'conversation.danger_told': [{ actor: system, data: {} }],
  'conversation.merged_into': [{ actor: agent, data: { targetId: ConversationId.parse(randomUUID()) } }],
  'conversation.merged_from': [{ actor: agent, data: { sourceId: ConversationId.parse(randomUUID()) } }],
  'customer.joined': [{ actor: system, data: {} }],
  'wallet.looked_up': [{ actor: agent, data: { operation: SECRETS_OF_STAFF.lookup, subject: SECRETS_OF_STAFF.lookup, result: 'ok' } }],
  'entry.redacted': [
    { actor: agent, data: { seq: 1, customerSeq: 1, reason: SECRETS_OF_STAFF.redactionReason } },
    { actor: agent, data: { seq: 2, customerSeq: null, reason: SECRETS_OF_STAFF.redactionReason } },
  ],
}
