/** The only file that names `delivery` for writing. */
import type { UndeliveredReason } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import { bigints, booleans, instants, uuids } from '../../platform/db/arrays.ts'
import { MAIL_CLAIM_SECONDS } from '../../platform/mail/claim.ts'
import type { DeliveryRecord } from './tables.ts'

type Key = Pick<DeliveryRecord, 'conversation_id' | 'seq'>
const at = (date: Date): RawBuilder<Date> => sql`${date.toISOString()}::timestamptz`
const keysOf = (rows: readonly Key[]): RawBuilder<unknown> =>
  sql`unnest(${rows.map((row) => row.conversation_id)}::uuid[], ${rows.map((row) => row.seq)}::bigint[]) as k (conversation_id, seq)`

export type NewAnswer = { conversationId: string; seq: number; customerSeq: number; customerId: string; byMail: boolean; postedAt: string; lookAt: string }

/** Each once, however often it is noted. */
export async function insertAnswers(ctx: CommandContext, answers: readonly NewAnswer[]): Promise<void> {
  if (answers.length === 0) return
  await sql`
    insert into delivery (conversation_id, seq, customer_seq, customer_id, by_mail, posted_at, next_attempt_at, changed_at)
    select a.*, ${at(ctx.now)}
    from unnest(${uuids(answers.map((answer) => answer.conversationId))}::uuid[], ${bigints(answers.map(({ seq }) => seq))}::bigint[],
      ${bigints(answers.map(({ customerSeq }) => customerSeq))}::bigint[], ${uuids(answers.map(({ customerId }) => customerId))}::uuid[],
      ${booleans(answers.map(({ byMail }) => byMail))}::boolean[], ${instants(answers.map(({ postedAt }) => postedAt))}::timestamptz[],
      ${instants(answers.map(({ lookAt }) => lookAt))}::timestamptz[]) as a (conversation_id, seq)
    where not exists (select from delivery d where d.conversation_id = a.conversation_id and d.seq = a.seq)`.execute(ctx.db)
}

/** Answers on the web whose time to be read is over, the oldest first, and what else of their conversations is on the web. */
export async function answersDue(ctx: QueryContext, most: number): Promise<DeliveryRecord[]> {
  const { rows } = await sql<DeliveryRecord>`
    with over as (select conversation_id from delivery where state = 'due' and next_attempt_at <= ${at(ctx.now)} order by next_attempt_at limit ${most})
    select d.* from delivery d where d.state = 'due' and d.conversation_id in (select conversation_id from over)
    order by d.next_attempt_at`.execute(ctx.db)
  return rows
}

/** Of these, those that nobody has moved on meanwhile; locked. */
export async function lockStillDue(ctx: CommandContext, rows: readonly Key[]): Promise<DeliveryRecord[]> {
  const { rows: still } = await sql<DeliveryRecord>`
    select d.* from delivery d join ${keysOf(rows)} using (conversation_id, seq) where d.state = 'due' order by d.seq for no key update of d`.execute(ctx.db)
  return still
}

/** Of these answers of a conversation, those that have reached nobody as yet, in their order; locked. */
export async function lockUndelivered(
  ctx: CommandContext,
  { conversationId, seqs }: { conversationId: ConversationId; seqs: readonly number[] },
): Promise<DeliveryRecord[]> {
  const { rows } = await sql<DeliveryRecord>`select * from delivery
    where conversation_id = ${conversationId} and seq = any(${bigints(seqs)}::bigint[]) and state = 'undelivered' order by seq for no key update`.execute(
    ctx.db,
  )
  return rows
}

/** Of these conversations, those of which an answer has not come to its end yet. */
export async function withAnswersUnderWay(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Set<ConversationId>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: ConversationId }>`select distinct conversation_id as id from delivery
    where conversation_id = any(${uuids(ids)}::uuid[]) and state not in ('accepted', 'reached', 'settled')`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

/** There is nothing more to say of these than what the customer's own marks say. */
export async function forget(ctx: CommandContext, rows: readonly Key[]): Promise<void> {
  if (rows.length === 0) return
  await sql`delete from delivery d using ${keysOf(rows)} where d.conversation_id = k.conversation_id and d.seq = k.seq and d.state = 'due'`.execute(ctx.db)
}

export async function forgetRedacted(ctx: CommandContext, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return
  await sql`delete from delivery d using ${keysOf(keys)}
    where d.conversation_id = k.conversation_id and d.seq = k.seq and d.state not in ('accepted', 'settled')`.execute(ctx.db)
}

type Change = {
  /** Only what still stands there and nobody is sending; left out where the caller has looked under its lock. */
  from?: DeliveryRecord['state']
  state: DeliveryRecord['state']
  reason?: UndeliveredReason | null
  channel?: DeliveryRecord['channel']
  mailId?: string
  nextAttemptAt: Date | null
  /** How often by now nobody could say whether the mail server has it; left out where nothing of that has changed. */
  unknowns?: number
}

/** Write where these stand now; without `from`, whoever was sending them is no longer. */
export async function moveTo(
  ctx: CommandContext,
  rows: readonly Key[],
  { from, state, reason = null, channel, mailId, nextAttemptAt, unknowns }: Change,
): Promise<void> {
  if (rows.length === 0) return
  const still = from === undefined ? sql`true` : sql`d.state = ${from} and (d.claimed_until is null or d.claimed_until < now())`
  await sql`
    update delivery d set state = ${state}, reason = ${reason}, channel = coalesce(${channel ?? null}, d.channel), mail_id = coalesce(${mailId ?? null}::uuid, d.mail_id),
      next_attempt_at = ${nextAttemptAt?.toISOString() ?? null}::timestamptz, unknowns = coalesce(${unknowns ?? null}::int, d.unknowns), claimed_until = null, changed_at = ${at(ctx.now)}
    from ${keysOf(rows)} where d.conversation_id = k.conversation_id and d.seq = k.seq and ${still}`.execute(ctx.db)
}

/**
 * Take a mail in hand, for one attempt: whoever else holds it keeps it until it has reported or its lease, on the database's
 * clock, has lapsed.
 *
 * @returns its answers; empty when nothing of it is left to send, or somebody is sending it
 */
export async function claimMail(ctx: CommandContext, mailId: string, lookAgainAt: Date): Promise<DeliveryRecord[]> {
  const { rows } = await sql<DeliveryRecord>`
    update delivery set attempts = attempts + 1, claimed_until = now() + make_interval(secs => ${MAIL_CLAIM_SECONDS}), next_attempt_at = ${at(lookAgainAt)},
      state = case when state = 'undelivered' then state else 'sending' end
    where mail_id = ${mailId} and state in ('sending', 'failed', 'unknown', 'undelivered') and (claimed_until is null or claimed_until < now())
    returning *`.execute(ctx.db)
  return rows.sort((one, other) => one.seq - other.seq)
}

/**
 * Hold on to answers for as long again as a claim lasts, also where it has lapsed and nobody has taken them.
 *
 * @returns false when all of them are somebody else's by now, or nobody's business any more
 */
export async function renewMail(ctx: CommandContext, claimed: readonly DeliveryRecord[], lookAgainAt: Date): Promise<boolean> {
  const { rows } = await sql`
    update delivery d set claimed_until = now() + make_interval(secs => ${MAIL_CLAIM_SECONDS}), next_attempt_at = ${at(lookAgainAt)}
    from (select d.conversation_id, d.seq from delivery d join ${keysOf(claimed)} using (conversation_id, seq)
      join unnest(${bigints(claimed.map((row) => row.seq))}::bigint[], ${claimed.map((row) => row.attempts)}::int[]) as a (seq, attempts) using (seq)
      where d.attempts = a.attempts and d.claimed_until is not null order by d.seq for no key update of d) mine
    where d.conversation_id = mine.conversation_id and d.seq = mine.seq returning d.seq`.execute(ctx.db)
  return rows.length > 0
}

/** What is left of a mail that was taken in hand; locked. */
export async function lockMail(ctx: CommandContext, mailId: string): Promise<DeliveryRecord[]> {
  const { rows } = await sql<DeliveryRecord>`select * from delivery where mail_id = ${mailId} order by seq for no key update`.execute(ctx.db)
  return rows
}

/** Whether somebody is sending it; ask under its lock. */
export async function isInHand(ctx: CommandContext, mailId: string): Promise<boolean> {
  const { rows } = await sql`select from delivery where mail_id = ${mailId} and claimed_until > now() limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** Mails whose next attempt is due, or whose last one never reported and is nobody's any more. They are not named again before `lookAgainAt`. */
export async function takeMailsDue(ctx: CommandContext, lookAgainAt: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ mail_id: string }>`
    update delivery d set next_attempt_at = ${at(lookAgainAt)}
    from (select conversation_id, seq from delivery where next_attempt_at <= ${at(ctx.now)} and mail_id is not null and state <> 'due' and (claimed_until is null or claimed_until < now())
      order by next_attempt_at limit ${most} for update skip locked) s
    where d.conversation_id = s.conversation_id and d.seq = s.seq returning d.mail_id`.execute(ctx.db)
  return [...new Set(rows.map((row) => row.mail_id))]
}

/** A page of what has reached nobody, the oldest first: in the order of the index over them. */
export async function undeliveredAfter(
  ctx: QueryContext,
  after: Pick<DeliveryRecord, 'posted_at' | keyof Key> | null,
  most: number,
): Promise<DeliveryRecord[]> {
  const beyond =
    after === null ? sql`true` : sql`(posted_at, conversation_id, seq) > (${at(after.posted_at)}, ${after.conversation_id}::uuid, ${after.seq}::bigint)`
  const { rows } = await sql<DeliveryRecord>`
    select * from delivery where state = 'undelivered' and ${beyond} order by posted_at, conversation_id, seq limit ${most}`.execute(ctx.db)
  return rows
}

/** How many answers have reached nobody, and since when the oldest. */
export async function countUndelivered(ctx: QueryContext): Promise<{ count: number; since: Date | null }> {
  const { rows } = await sql<{ count: number; since: Date | null }>`
    select count(*) as count, min(posted_at) as since from delivery where state = 'undelivered'`.execute(ctx.db)
  return rows[0] ?? { count: 0, since: null }
}

/** A visitor turned out to be a customer: what is on its way to the one belongs to the other. */
export async function giveToOwner(ctx: CommandContext, owners: readonly { conversationId: string; customerId: CustomerId }[]): Promise<void> {
  if (owners.length === 0) return
  await sql`
    update delivery d set customer_id = o.customer_id
    from unnest(${owners.map((one) => one.conversationId)}::uuid[], ${owners.map((one) => one.customerId)}::uuid[]) as o (conversation_id, customer_id)
    where d.conversation_id = o.conversation_id`.execute(ctx.db)
}
