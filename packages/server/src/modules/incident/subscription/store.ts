/** Who hears of incidents by mail, and which mails are still to go out. */
import type { Language } from '@yingda/protocol/language.ts'
import type { IncidentId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import { MAIL_CLAIM_SECONDS } from '../../../platform/mail/claim.ts'

export type SubscriberId = string
const at = (date: Date): RawBuilder<Date> => sql`${date.toISOString()}::timestamptz`

/** Somebody asks to be written to here; as long as it is not confirmed, nothing is. Known already: nothing of it changes. */
export async function rememberAsking(
  { db, now }: CommandContext,
  { id, email, language }: { id: SubscriberId; email: string; language: Language },
): Promise<SubscriberId> {
  const { rows } = await sql<{ id: SubscriberId }>`
    insert into incident_subscriber as s (id, email, language, asked_at) values (${id}, ${email}, ${language}, ${at(now)})
    on conflict (lower(email)) do update set asked_at = excluded.asked_at returning s.id`.execute(db)
  return rows[0]?.id ?? id
}

/** @returns false when there is nothing to confirm any more */
export async function confirmSubscriber({ db, now }: CommandContext, { id, language }: { id: SubscriberId; language: Language }): Promise<boolean> {
  const { rows } = await sql`
    update incident_subscriber set confirmed_at = coalesce(confirmed_at, ${at(now)}), language = ${language} where id = ${id} returning id`.execute(db)
  return rows.length > 0
}

/** The address is gone, and with it what was still to be sent there. */
export async function forgetSubscriber({ db }: CommandContext, id: SubscriberId): Promise<void> {
  await sql`delete from incident_subscriber where id = ${id}`.execute(db)
}

export async function forgetUnconfirmed({ db }: CommandContext, askedBefore: Date): Promise<void> {
  await sql`delete from incident_subscriber where confirmed_at is null and asked_at < ${at(askedBefore)}`.execute(db)
}

export async function addressOfSubscriber({ db }: QueryContext, id: SubscriberId): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select email from incident_subscriber where id = ${id}`.execute(db)
  return rows[0]?.email ?? null
}

/** One thing that was said of an incident. */
export type Telling = { incidentId: IncidentId; seq: number }

/** A mail for everybody who had confirmed when it was said; what waits of what was said before is tried first, now. @returns false when that was done before */
export async function queueMails({ db, now }: CommandContext, { incidentId, seq }: Telling, saidAt: Date): Promise<boolean> {
  const { rows } = await sql`insert into incident_told (incident_id, seq) values (${incidentId}, ${seq}) on conflict do nothing returning seq`.execute(db)
  if (rows.length === 0) return false
  await sql`
    insert into incident_mail (incident_id, seq, subscriber_id, next_attempt_at)
    select ${incidentId}::uuid, ${seq}::bigint, id, ${at(now)} from incident_subscriber where confirmed_at <= ${at(saidAt)}`.execute(db)
  await sql`
    update incident_mail set next_attempt_at = ${at(now)}
    where incident_id = ${incidentId} and seq < ${seq} and next_attempt_at > ${at(now)} and claimed_until is null`.execute(db)
  return true
}

export type ClaimedMail = { subscriberId: SubscriberId; email: string; language: Language; attempts: number; unknowns: number }

/** What was said before waits still for the same subscriber: told after it, the old would read as what is so now. */
const waitsBehind = (m: string): RawBuilder<boolean> =>
  sql`exists (select from incident_mail e where e.incident_id = ${sql.ref(`${m}.incident_id`)} and e.subscriber_id = ${sql.ref(`${m}.subscriber_id`)} and e.seq < ${sql.ref(`${m}.seq`)})`

/**
 * Take mails in hand, for one attempt each; whoever else holds one keeps it until it has reported or its lease, on the database's clock, has
 * lapsed. To each subscriber in the order in which it was said.
 */
export async function claimMails({ db, now }: CommandContext, { incidentId, seq }: Telling, most: number): Promise<ClaimedMail[]> {
  const { rows } = await sql<ClaimedMail>`
    update incident_mail m set attempts = m.attempts + 1, claimed_until = now() + make_interval(secs => ${MAIL_CLAIM_SECONDS})
    from (select subscriber_id from incident_mail w where incident_id = ${incidentId} and seq = ${seq} and next_attempt_at <= ${at(now)}
        and (claimed_until is null or claimed_until < now()) and not ${waitsBehind('w')}
      order by subscriber_id limit ${most} for update skip locked) due
    join incident_subscriber s on s.id = due.subscriber_id
    where m.incident_id = ${incidentId} and m.seq = ${seq} and m.subscriber_id = due.subscriber_id
    returning m.subscriber_id as "subscriberId", s.email, s.language, m.attempts, m.unknowns`.execute(db)
  return rows
}

/** Hold on to these for as long again as a claim lasts. @returns false when all of them are somebody else's by now, or gone */
export async function renewMails({ db }: CommandContext, { incidentId, seq }: Telling, claimed: readonly ClaimedMail[]): Promise<boolean> {
  const { rows } = await sql`
    update incident_mail m set claimed_until = now() + make_interval(secs => ${MAIL_CLAIM_SECONDS})
    from (select m.subscriber_id from incident_mail m
      join unnest(${claimed.map((one) => one.subscriberId)}::uuid[], ${claimed.map((one) => one.attempts)}::int[]) as c (id, attempts)
        on m.subscriber_id = c.id and m.attempts = c.attempts
      where m.incident_id = ${incidentId} and m.seq = ${seq} and m.claimed_until is not null order by m.subscriber_id for update of m) mine
    where m.incident_id = ${incidentId} and m.seq = ${seq} and m.subscriber_id = mine.subscriber_id returning m.subscriber_id`.execute(db)
  return rows.length > 0
}

/** Nothing more is to be sent of these. */
export async function dropMails({ db }: CommandContext, { incidentId, seq }: Telling, ids: readonly SubscriberId[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from incident_mail where incident_id = ${incidentId} and seq = ${seq} and subscriber_id = any(${[...ids]}::uuid[])`.execute(db)
}

/** Not what somebody else has in hand by now. */
export async function putOffMails(
  { db }: CommandContext,
  { incidentId, seq }: Telling,
  putOff: readonly { subscriberId: SubscriberId; attempts: number; until: Date; unknowns: number }[],
): Promise<void> {
  if (putOff.length === 0) return
  await sql`
    update incident_mail m set next_attempt_at = p.until, unknowns = p.unknowns, claimed_until = null
    from unnest(${putOff.map((one) => one.subscriberId)}::uuid[], ${putOff.map((one) => one.until.toISOString())}::timestamptz[],
      ${putOff.map((one) => one.unknowns)}::int[], ${putOff.map((one) => one.attempts)}::int[]) as p (id, until, unknowns, attempts)
    where m.incident_id = ${incidentId} and m.seq = ${seq} and m.subscriber_id = p.id and m.attempts = p.attempts`.execute(db)
}

/**
 * Of these addresses the mail server has refused one more mail for good, or taken one. An address that is refused `most` times
 * in a row leaves; a refusal counts once a day and once an incident, since a mail server may be wrong about everybody for hours.
 */
export async function countRefused(
  { db, now }: CommandContext,
  { incidentId }: Telling,
  { refused, taken, most }: { refused: readonly SubscriberId[]; taken: readonly SubscriberId[]; most: number },
): Promise<void> {
  if (taken.length > 0)
    await sql`update incident_subscriber set refused = 0, refused_at = null, refused_of = null where id = any(${[...taken]}::uuid[]) and refused > 0`.execute(
      db,
    )
  if (refused.length === 0) return
  await sql`
    update incident_subscriber set refused = refused + 1, refused_at = ${at(now)}, refused_of = ${incidentId}
    where id = any(${[...refused]}::uuid[]) and refused_of is distinct from ${incidentId} and (refused_at is null or refused_at <= ${at(now)} - interval '1 day')`.execute(
    db,
  )
  await sql`delete from incident_subscriber where id = any(${[...refused]}::uuid[]) and refused >= ${most}`.execute(db)
}

/** What still has mails to go out that nobody has in hand, and that wait for nothing that is put off; what was said first stands first. */
export async function tellingsDue({ db, now }: QueryContext): Promise<Telling[]> {
  const { rows } = await sql<Telling>`
    select distinct m.incident_id as "incidentId", m.seq from incident_mail m
    where next_attempt_at <= ${at(now)} and (claimed_until is null or claimed_until < now()) and not exists (
      select from incident_mail e where e.incident_id = m.incident_id and e.subscriber_id = m.subscriber_id and e.seq < m.seq
        and (e.next_attempt_at > ${at(now)} or e.claimed_until >= now()))
    order by 1, 2`.execute(db)
  return rows
}
