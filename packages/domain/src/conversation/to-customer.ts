/**
 * What leaves for the customer: one projection, closed over the entry types, so that a new type without a decision does
 * not compile. No staff id, note, risk word or undisclosed reason passes.
 */
import type { Actor } from '@yingda/protocol/entries/actor.ts'
import type { ConversationEntry, ConversationEntryType } from '@yingda/protocol/entries/conversation.ts'
import type { CustomerEntry, CustomerView, EntryContent, StaffEntry, TransactionCard } from '@yingda/protocol/entries/views.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'

/** Which types count in the customer's own numbering. Fixed for ever once written: a count must not move. */
const FOR_CUSTOMER: Readonly<Record<ConversationEntryType, boolean>> = {
  'conversation.opened': true,
  'conversation.linked': true,
  'transaction.attached': true,
  'message.posted': true,
  'note.added': false,
  'answer.rated': true,
  'conversation.queued': true,
  'conversation.returned_to_bot': true,
  'conversation.call_back_requested': true,
  'conversation.call_back_cancelled': true,
  'conversation.called_back': true,
  'conversation.number_shown': false,
  'conversation.offered': false,
  'conversation.offer_ended': false,
  'conversation.assigned': true,
  'conversation.transferred': true,
  'promise.at_risk': false,
  'promise.missed': false,
  'message.mailed': false,
  'message.undelivered': false,
  'message.delivery_settled': false,
  'conversation.snoozed': false,
  'conversation.woken': false,
  'conversation.awaiting_customer': false,
  'conversation.resolved': true,
  'conversation.reopened': true,
  'conversation.closed': true,
  'conversation.rated': true,
  'conversation.restricted': false,
  'conversation.care_changed': false,
  'conversation.danger_told': false,
  'conversation.merged_into': true,
  'conversation.merged_from': false,
  'customer.joined': true,
  'wallet.looked_up': false,
  'entry.redacted': false,
}

/** Whether an entry counts for the customer. A redaction counts only where the customer could see what it removes. */
export function isForCustomer(entry: ConversationEntry): boolean {
  if (entry.type === 'entry.redacted') return entry.data.customerSeq !== null
  return FOR_CUSTOMER[entry.type]
}

/** The customer's view of an entry, or null when it is not for the customer. */
export function toCustomer({ conversationId, customerSeq, at, actor, entry, content }: StaffEntry): CustomerEntry | null {
  if (customerSeq === null) return null
  const view = viewOf(entry, actor, content)
  return view === null ? null : { conversationId, seq: customerSeq, at, view }
}

function viewOf(entry: ConversationEntry, actor: Actor, content: EntryContent | null): CustomerView | null {
  switch (entry.type) {
    case 'conversation.opened':
      return { kind: 'opened', questionType: entry.data.questionType, previousConversationId: entry.data.previousConversationId }
    case 'conversation.linked':
      return { kind: 'continued', nextConversationId: entry.data.nextConversationId }
    case 'conversation.merged_into':
      return { kind: 'continued', nextConversationId: entry.data.targetId }
    case 'transaction.attached':
      return { kind: 'transaction', transaction: transactionCard(entry.data.transaction, entry.data.asOf) }
    case 'message.posted':
      return messageView(entry.data, actor, content)
    case 'answer.rated':
      return { kind: 'answer_rated', helped: entry.data.helped }
    case 'conversation.queued':
      return { kind: 'queued' }
    case 'conversation.returned_to_bot':
      return { kind: 'returned_to_bot' }
    case 'conversation.call_back_requested':
      return { kind: 'call_back', ...entry.data }
    case 'conversation.call_back_cancelled':
      return { kind: 'call_back_cancelled' }
    case 'conversation.called_back':
      return { kind: 'called_back', ...entry.data }
    case 'conversation.assigned':
      return { kind: 'joined_by', name: entry.data.agentName }
    case 'conversation.transferred':
      return { kind: 'passed_on', name: entry.data.toAgentName }
    case 'conversation.resolved':
      return { kind: 'resolved', by: actor.kind === 'agent' ? 'agent' : actor.kind === 'customer' ? 'customer' : 'system', name: nameOf(actor) }
    case 'conversation.reopened':
      return { kind: 'reopened' }
    case 'conversation.closed':
      return { kind: 'closed' }
    case 'conversation.rated':
      return { kind: 'rated', score: entry.data.score, words: content?.text ?? '' }
    case 'customer.joined':
      return { kind: 'signed_in' }
    case 'entry.redacted':
      return entry.data.customerSeq === null ? null : { kind: 'redacted', seq: entry.data.customerSeq }
    case 'note.added':
    case 'promise.at_risk':
    case 'promise.missed':
    case 'message.mailed':
    case 'message.undelivered':
    case 'message.delivery_settled':
    case 'conversation.snoozed':
    case 'conversation.woken':
    case 'conversation.awaiting_customer':
    case 'conversation.restricted':
    case 'conversation.care_changed':
    case 'conversation.danger_told':
    case 'conversation.merged_from':
    case 'wallet.looked_up':
    case 'conversation.number_shown':
    case 'conversation.offered':
    case 'conversation.offer_ended':
      return null
  }
}

function messageView(data: Extract<ConversationEntry, { type: 'message.posted' }>['data'], actor: Actor, content: EntryContent | null): CustomerView {
  const from = actor.kind === 'customer' || actor.kind === 'agent' ? actor.kind : 'bot'
  return {
    kind: 'message',
    from,
    name: nameOf(actor),
    clientId: from === 'customer' ? data.clientId : null,
    content: content ?? { text: '', attachments: [], redacted: true },
    source: data.answer?.source ?? null,
    suggestions: data.answer?.suggestions ?? [],
    quickReplies: data.answer?.quickReplies ?? [],
  }
}

const nameOf = (actor: Actor): string | null => (actor.kind === 'agent' || actor.kind === 'bot' ? actor.name : null)

/** A transaction as its owner may see it: neither reason nor provider code travels, since some must not be told. */
export function transactionCard(transaction: WalletTransaction, asOf: string): TransactionCard {
  const { id, orderNo, type, counterparty, method, amount, status, moneyPlace, createdAt } = transaction
  return { id, orderNo, type, counterparty, method, amount, status, moneyPlace, createdAt, asOf }
}
