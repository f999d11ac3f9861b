import { newId } from '../../../platform/uuid.ts'
import type { DeviceContext, QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { ConversationId, type ClientId, type CustomerId, type TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { hasCare, lockCustomer } from '../../customer/api.ts'
import { applyEntries, type Draft } from '../apply-entries.ts'
import { accessConversation, followedBy, insertConversation, lockConversation, openOnQuestion, startedAs } from '../store.ts'
import type { ConversationRecord } from '../tables.ts'

export type StartConversation = {
  customerId: CustomerId
  clientId: ClientId
  questionType: QuestionType
  language: Language
  context: DeviceContext
  /** Asked of the wallet before the command: no network inside a transaction. */
  transaction: { transaction: WalletTransaction; asOf: string } | null
  /** The team whose queue it would stand in. */
  teamId: TeamId | null
  previousId: ConversationId | null
}

export type Started = { conversation: ConversationRecord; existing: boolean }

/**
 * Open a conversation. The same client id again answers with the same conversation, on any node; an open one of the
 * customer on the same kind of question is returned instead of a second one, unless it is about another transaction.
 * What follows an ended one is opened once, for all that comes late, and is restricted where that one is.
 *
 * Lock order: customer, then conversation. The customer's lock makes "one open per question" hold when two start at once.
 *
 * @throws Refused `customer.not_found` | `auth.invalid_token` (a visitor who has signed in meanwhile)
 */
export async function startConversation(ctx: CommandContext, input: StartConversation): Promise<Started> {
  const customer = await lockCustomer(ctx, input.customerId)
  if (customer === null) throw new Refused('customer.not_found')
  // Signed in since the token was looked at: what he opens now would belong to nobody who can come back.
  if (customer.joined_into !== null) throw new Refused('auth.invalid_token')
  const same = await startedAs(ctx, input.customerId, input.clientId)
  if (same !== null) return { conversation: same, existing: false }
  const next = input.previousId === null ? null : await followedBy(ctx, input.previousId)
  if (next !== null) return { conversation: next, existing: true }
  const open = input.previousId === null ? await openOnQuestion(ctx, input.customerId, input.questionType) : null
  if (open !== null && !asksAboutAnother(open, input)) return { conversation: open, existing: true }

  const id = ConversationId.parse(newId(ctx.now.getTime()))
  await insertConversation(ctx, { ...rowOf(input), id })
  const row = await lockConversation(ctx, id)
  const previous = input.previousId === null ? null : await linkPrevious(ctx, input.previousId, id)
  await applyEntries(ctx, row, [...openingOf(input), ...(hasCare(customer) ? [CARED] : []), ...(previous?.restricted ? [RESTRICTED] : [])])
  return { conversation: await accessConversation(ctx, id), existing: false }
}

/** Known before this question. */
const CARED: Draft = { entry: { type: 'conversation.care_changed', data: { care: true } }, actor: { kind: 'system' } }

/** It goes on with what only some may see: what the customer says of it now is for no more people than before. */
const RESTRICTED: Draft = { entry: { type: 'conversation.restricted', data: { restricted: true } }, actor: { kind: 'system' } }

function asksAboutAnother(open: ConversationRecord, { transaction }: StartConversation): boolean {
  return transaction !== null && open.transaction !== null && open.transaction.transaction.id !== transaction.transaction.id
}

function rowOf(input: StartConversation): Omit<Parameters<typeof insertConversation>[1], 'id'> {
  return {
    customer_id: input.customerId,
    client_id: input.clientId,
    question_type: input.questionType,
    language: input.language,
    team_id: input.teamId,
    context: input.context,
    transaction: input.transaction,
    previous_id: input.previousId,
  }
}

function openingOf({ questionType, language, context, previousId, transaction }: StartConversation): Draft[] {
  const opened: Draft = {
    entry: { type: 'conversation.opened', data: { channel: 'web', questionType, language, context, previousConversationId: previousId } },
  }
  if (transaction === null) return [opened]
  return [opened, { entry: { type: 'transaction.attached', data: transaction } }]
}

/** The old conversation tells where it goes on; its state does not change. */
async function linkPrevious(ctx: CommandContext, previousId: ConversationId, nextConversationId: ConversationId): Promise<ConversationRecord> {
  const previous = await lockConversation(ctx, previousId)
  await applyEntries(ctx, previous, [{ entry: { type: 'conversation.linked', data: { nextConversationId } } }])
  return previous
}
