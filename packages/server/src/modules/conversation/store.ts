/** The only file that names the module's tables for writing; rows are obtained through `accessConversation` or `lockConversation`. */
import { sql } from 'kysely'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import type { ConversationId, CustomerId, StaffId } from '@yingda/protocol/ids.ts'
import { sendOff, type CommandContext, type QueryContext } from '../../platform/command.ts'
import type { ObligationId } from '../obligation/api.ts'
import { Refused } from '../../platform/refused.ts'
import { bigints, instants, texts, uuids } from '../../platform/db/arrays.ts'
import { withinReach } from './reach.ts'
import type { ConversationRecord } from './tables.ts'

/** To read. @throws Refused `conversation.not_found` also when it exists beyond the actor's reach */
export async function accessConversation(ctx: QueryContext, id: ConversationId): Promise<ConversationRecord> {
  const { rows } = await sql<ConversationRecord>`select c.* from conversation c where c.id = ${id} and ${withinReach(ctx.actor)}`.execute(ctx.db)
  return rows[0] ?? notFound()
}

/** To write: locked until the command commits. Lock order: docs/concurrency.md. @throws Refused `conversation.not_found` */
export async function lockConversation(ctx: CommandContext, id: ConversationId): Promise<ConversationRecord> {
  const { rows } = await sql<ConversationRecord>`
    select c.* from conversation c where c.id = ${id} and ${withinReach(ctx.actor)} for no key update of c`.execute(ctx.db)
  return rows[0] ?? notFound()
}

function notFound(): never {
  throw new Refused('conversation.not_found')
}

/** With the newest numbers of its stream, which is locked with it: both are as they are until the command commits. */
export type LockedConversation = ConversationRecord & { last_seq: number; last_customer_seq: number }

/**
 * Lock many in id order. Without `wait`, what somebody else holds is left out of `rows` and named in `held`.
 * Reach is not judged here: the caller judges each item by its own actor.
 */
export async function lockConversations(
  ctx: CommandContext,
  ids: readonly string[],
  wait: boolean,
): Promise<{ rows: LockedConversation[]; held: Set<string> }> {
  const locking = wait ? sql`for no key update` : sql`for no key update skip locked`
  const { rows } = await sql<LockedConversation>`
    select c.*, s.last_seq, s.last_customer_seq from conversation c join stream s on s.id = c.id
    where c.id = any(${uuids(ids)}::uuid[]) order by c.id ${locking}`.execute(ctx.db)
  const got = new Set<string>(rows.map((row) => row.id))
  const missing = ids.filter((id) => !got.has(id))
  if (missing.length === 0 || wait) return { rows, held: new Set() }
  const existing = await sql<{ id: string }>`select id from conversation where id = any(${missing}::uuid[])`.execute(ctx.db)
  return { rows, held: new Set(existing.rows.map((row) => row.id)) }
}

/** What lists show of the newest words; null = unchanged. Cleared again by redaction. */
export type Preview = { title?: { text: string; seq: number }; last?: { text: string; seq: number; from: 'customer' | 'bot' | 'agent' } }

export type Saved = { before: ConversationState; state: ConversationState; preview: Preview; obligationId: ObligationId | null }

/** What talking changes, and nothing else does so often. */
const CHANGED_BY_TALK: ReadonlySet<string> = new Set<keyof ConversationState>(['waitingSince', 'owedSince'])

const isTalkOnly = ({ before, state, preview }: Saved): boolean =>
  preview.title === undefined && (Object.keys(state) as (keyof ConversationState)[]).every((key) => CHANGED_BY_TALK.has(key) || before[key] === state[key])

/** Write the states of locked conversations back, in two statements at most, which the commit waits for. */
export function saveConversations(ctx: CommandContext, saved: readonly Saved[]): void {
  const [talk, whole] = [saved.filter(isTalkOnly), saved.filter((one) => !isTalkOnly(one))]
  sendOff(ctx, saveTalk(ctx, talk))
  sendOff(ctx, saveWhole(ctx, whole))
}

/** Lists are ordered by the time of change: where it stands still, no index is touched and the row is changed in place. */
const FINENESS = '0.5 seconds'

async function saveTalk(ctx: CommandContext, saved: readonly Saved[]): Promise<void> {
  if (saved.length === 0) return
  const now = ctx.now.toISOString()
  await sql`
    update conversation c set waiting_since = s.waiting_since, owed_since = s.owed_since, obligation_id = s.obligation_id,
      last_text = coalesce(s.last_text, c.last_text), last_text_seq = coalesce(s.last_text_seq, c.last_text_seq),
      last_from = coalesce(s.last_from, c.last_from),
      changed_at = case when c.changed_at > ${now}::timestamptz - ${FINENESS}::interval then c.changed_at else ${now}::timestamptz end
    from unnest(${uuids(saved.map(({ state }) => state.id))}::uuid[], ${instants(saved.map(({ state }) => state.waitingSince))}::timestamptz[],
      ${instants(saved.map(({ state }) => state.owedSince))}::timestamptz[], ${uuids(saved.map(({ obligationId }) => obligationId))}::uuid[],
      ${texts(saved.map(({ preview }) => preview.last?.text ?? null))}::text[], ${bigints(saved.map(({ preview }) => preview.last?.seq ?? null))}::bigint[],
      ${texts(saved.map(({ preview }) => preview.last?.from ?? null))}::text[])
      as s (id, waiting_since, owed_since, obligation_id, last_text, last_text_seq, last_from)
    where c.id = s.id`.execute(ctx.db)
}

async function saveWhole(ctx: CommandContext, saved: readonly Saved[]): Promise<void> {
  if (saved.length === 0) return
  const rows = saved.map(({ state, preview, obligationId }) => ({
    id: state.id,
    customer_id: state.customerId,
    status: state.status,
    team_id: state.teamId,
    home_team_id: state.homeTeamId,
    assignee_id: state.assigneeId,
    agent_name: state.agentName,
    restricted: state.restricted,
    urgent: state.urgent,
    care: state.care,
    question_type: state.questionType,
    waiting_since: state.waitingSince,
    owed_since: state.owedSince,
    obligation_id: obligationId,
    queued_at: state.queuedAt,
    snoozed_until: state.snoozedUntil,
    offered_to: state.offer?.agentId ?? null,
    offer_until: state.offer?.until ?? null,
    call_back_channel: state.callBack?.channel ?? null,
    call_back_from: state.callBack?.from ?? null,
    call_back_until: state.callBack?.until ?? null,
    reply_by_mail: state.repliesByMail,
    outcome: state.outcome,
    resolved_at: state.resolvedAt,
    closed_at: state.closedAt,
    rating: state.rating?.score ?? null,
    rated_at: state.rating?.at ?? null,
    merged_into_id: state.mergedIntoId,
    title: preview.title?.text ?? null,
    title_seq: preview.title?.seq ?? null,
    last_text: preview.last?.text ?? null,
    last_text_seq: preview.last?.seq ?? null,
    last_from: preview.last?.from ?? null,
  }))
  await sql`
    update conversation c set
      customer_id = s.customer_id, status = s.status, team_id = s.team_id, home_team_id = s.home_team_id, assignee_id = s.assignee_id, agent_name = s.agent_name, restricted = s.restricted,
      urgent = s.urgent, care = s.care, question_type = s.question_type,
      waiting_since = s.waiting_since, owed_since = s.owed_since, obligation_id = s.obligation_id, queued_at = s.queued_at, offered_to = s.offered_to, offer_until = s.offer_until, snoozed_until = s.snoozed_until, outcome = s.outcome,
      call_back_channel = s.call_back_channel, call_back_from = s.call_back_from, call_back_until = s.call_back_until,
      call_back_number = case when s.call_back_channel = 'phone' then c.call_back_number end,
      reply_by_mail = s.reply_by_mail,
      resolved_at = s.resolved_at, closed_at = s.closed_at, rating = s.rating, rated_at = s.rated_at, merged_into_id = s.merged_into_id,
      title = coalesce(c.title, s.title), title_seq = case when c.title is null then s.title_seq else c.title_seq end,
      last_text = coalesce(s.last_text, c.last_text), last_text_seq = coalesce(s.last_text_seq, c.last_text_seq),
      last_from = coalesce(s.last_from, c.last_from), changed_at = ${ctx.now.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (
      id uuid, customer_id uuid, status text, team_id uuid, home_team_id uuid, assignee_id uuid, agent_name text, restricted boolean, urgent boolean, care boolean, question_type text, waiting_since timestamptz,
      owed_since timestamptz, obligation_id uuid, queued_at timestamptz, offered_to uuid, offer_until timestamptz, snoozed_until timestamptz, call_back_channel text, call_back_from timestamptz, call_back_until timestamptz, reply_by_mail boolean, outcome text, resolved_at timestamptz, closed_at timestamptz, rating integer,
      rated_at timestamptz, merged_into_id uuid, title text, title_seq bigint, last_text text, last_text_seq bigint, last_from text)
    where c.id = s.id`.execute(ctx.db)
}

export type NewConversation = Pick<
  ConversationRecord,
  'id' | 'customer_id' | 'client_id' | 'question_type' | 'language' | 'team_id' | 'context' | 'transaction' | 'previous_id'
>

/** @returns false when this customer has already started one under the same client id */
export async function insertConversation(ctx: CommandContext, row: NewConversation): Promise<boolean> {
  const at = ctx.now.toISOString()
  const amount = row.transaction?.transaction.amount ?? null
  const { rows } = await sql<{ id: string }>`
    insert into conversation (id, reference, customer_id, started_by, client_id, channel, question_type, language, status, team_id,
      context, transaction, amount_minor, currency, previous_id, opened_at, changed_at)
    values (${row.id}, 'C-' || nextval('conversation_reference'), ${row.customer_id}, ${row.customer_id}, ${row.client_id}, 'web', ${row.question_type},
      ${row.language}, 'bot', ${row.team_id}, ${JSON.stringify(row.context)}::jsonb, ${row.transaction === null ? null : JSON.stringify(row.transaction)}::jsonb,
      ${amount?.amountMinor ?? null}, ${amount?.currency ?? null}, ${row.previous_id}, ${at}, ${at})
    on conflict (started_by, client_id) do nothing returning id`.execute(ctx.db)
  return rows.length > 0
}

export async function setTransaction(ctx: CommandContext, id: ConversationId, transaction: NonNullable<ConversationRecord['transaction']>): Promise<void> {
  const { amount } = transaction.transaction
  await sql`update conversation set transaction = ${JSON.stringify(transaction)}::jsonb, amount_minor = ${amount.amountMinor}, currency = ${amount.currency}
    where id = ${id}`.execute(ctx.db)
}

/** Where the customer is to be called or written to, beside the state that says so: who has a number is called by phone, and no one else. */
export async function setReached(ctx: CommandContext, id: ConversationId, { number, email }: { number: string | null; email: string | null }): Promise<void> {
  await sql`update conversation set call_back_channel = case when ${number}::text is null then call_back_channel else 'phone' end,
    call_back_number = coalesce(${number}, call_back_number), reply_email = ${email} where id = ${id}`.execute(ctx.db)
}

/** Of closed ones; locked in id order. */
export async function forgetReplyAddresses(ctx: CommandContext, ids: readonly ConversationId[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update conversation set reply_email = null
    where id in (select id from conversation where id = any(${uuids(ids)}::uuid[]) and status = 'closed' order by id for no key update)`.execute(ctx.db)
}

export async function setRatingWords(ctx: CommandContext, id: ConversationId, words: string): Promise<void> {
  await sql`update conversation set rating_words = ${words} where id = ${id}`.execute(ctx.db)
}

/** These are named in a note, and see the conversation from now on. */
export async function addMentioned(ctx: CommandContext, conversationId: ConversationId, staffIds: readonly StaffId[]): Promise<void> {
  if (staffIds.length === 0) return
  await sql`insert into conversation_reach (conversation_id, staff_id, why, at)
    select ${conversationId}, unnest(${staffIds}::uuid[]), 'mentioned', ${ctx.now.toISOString()}
    on conflict (conversation_id, staff_id, why) do update set at = excluded.at`.execute(ctx.db)
}

/** These agents have held these conversations, and see them from now on. */
export async function addHeld(ctx: CommandContext, held: readonly { conversationId: ConversationId; staffId: StaffId }[]): Promise<void> {
  if (held.length === 0) return
  await sql`insert into conversation_reach (conversation_id, staff_id, why, at)
    select distinct h.conversation_id, h.staff_id, 'held', ${ctx.now.toISOString()}::timestamptz
    from unnest(${held.map((one) => one.conversationId)}::uuid[], ${held.map((one) => one.staffId)}::uuid[]) as h (conversation_id, staff_id)
    on conflict (conversation_id, staff_id, why) do update set at = excluded.at`.execute(ctx.db)
}

/** The conversation this customer started under this client id, whatever became of it. */
export async function startedAs(ctx: QueryContext, customerId: CustomerId, clientId: string): Promise<ConversationRecord | null> {
  const { rows } = await sql<ConversationRecord>`select * from conversation where started_by = ${customerId} and client_id = ${clientId}`.execute(ctx.db)
  return rows[0] ?? null
}

/** The conversation that took up this ended one, whatever became of it. */
export async function followedBy(ctx: QueryContext, previousId: ConversationId): Promise<ConversationRecord | null> {
  const { rows } = await sql<ConversationRecord>`select * from conversation where previous_id = ${previousId} order by opened_at, id limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

/** The customer's open conversation on this kind of question, if there is one. */
export async function openOnQuestion(ctx: QueryContext, customerId: CustomerId, questionType: string): Promise<ConversationRecord | null> {
  const { rows } = await sql<ConversationRecord>`
    select * from conversation where customer_id = ${customerId} and question_type = ${questionType} and status not in ('resolved', 'closed')
    order by changed_at desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}
