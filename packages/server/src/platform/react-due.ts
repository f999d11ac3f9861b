/** Which streams are due for a group, and that they are not any more: the only statements on `reaction_due` beside `record`. */
import { sql, type RawBuilder } from 'kysely'
import type { Actor as EntryActor } from '@yingda/protocol/entries/actor.ts'
import { bigints, uuids } from './db/arrays.ts'
import type { Db } from './db/db.ts'

export type RecordedEntry = {
  streamId: string
  seq: number
  customerSeq: number | null
  customerId: string | null
  type: string
  actor: EntryActor
  at: Date
  data: unknown
}

export type Due = { reaction_group: string; stream_id: string; handled_seq: number; due_seq: number }

const MAX_BACKOFF_SECONDS = 300

/** The longest due first. The claim lapses after half a minute. */
export async function claim(db: Db, group: string, limit: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    update reaction_due r set claimed_until = now() + interval '30 seconds'
    from (
      select reaction_group, stream_id from reaction_due
      where reaction_group = ${group} and due
        and (claimed_until is null or claimed_until < now())
      order by due_at limit ${limit} for update skip locked) d
    where r.reaction_group = d.reaction_group and r.stream_id = d.stream_id
    returning r.reaction_group, r.stream_id, r.handled_seq, r.due_seq`.execute(db)
  return rows
}

/** Which of these groups have a stream that is due and that nobody has in hand. */
export async function dueGroups(db: Db, groups: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select g.name from unnest(${[...groups]}::text[]) as g (name)
    where exists (select from reaction_due r where r.reaction_group = g.name and r.due and (r.claimed_until is null or r.claimed_until < now()))`.execute(db)
  return new Set(rows.map((row) => row.name))
}

/** So many entries at a time: what has piled up is done in short transactions, each of them long before a claim lapses. */
export const MOST_ENTRIES = 1024
const LEAST_OF_A_STREAM = 8

/** `done`: how far each stream is handled with these entries; `isMore`: of some not as far as it is due. */
export type Portion = { entries: RecordedEntry[]; done: Due[]; isMore: boolean }

/** Entries of these types between what is handled and what is due, in stream order; of each stream its share at most. */
export async function entriesOf(db: Db, due: readonly Due[], types: readonly string[]): Promise<Portion> {
  const share = Math.max(LEAST_OF_A_STREAM, Math.floor(MOST_ENTRIES / due.length))
  const { rows } = await sql<RecordedEntry>`
    select e.stream_id as "streamId", e.seq, e.customer_seq as "customerSeq", e.customer_id as "customerId", e.type, e.actor, e.at, e.data
    from unnest(${uuids(due.map((one) => one.stream_id))}::uuid[], ${bigints(due.map((one) => one.handled_seq))}::bigint[], ${bigints(due.map((one) => one.due_seq))}::bigint[])
      as d (stream_id, handled_seq, due_seq)
    cross join lateral (
      select * from entry where stream_id = d.stream_id and seq > d.handled_seq and seq <= d.due_seq and type = any(${types}::text[]) order by seq limit ${share}) e
    order by e.stream_id, e.seq`.execute(db)
  const full = new Map([...Map.groupBy(rows, ({ streamId }) => streamId)].flatMap(([id, own]) => (own.length < share ? [] : [[id, own.at(-1)?.seq ?? 0]])))
  const done = due.map((one) => ({ ...one, due_seq: full.get(one.stream_id) ?? one.due_seq }))
  return { entries: rows, done, isMore: done.some(({ due_seq }, at) => due_seq !== due[at]?.due_seq) }
}

/** They are handled up to where they were due. @returns those whose row somebody holds just now: nothing is waited for */
export async function markHandled(db: Db, group: string, due: readonly Due[]): Promise<Due[]> {
  const done = sql`handled_seq = greatest(r.handled_seq, d.due_seq), claimed_until = null, attempts = 0, last_error = null, due_at = now()`
  const changed = new Set(await changeRows(db, group, due, done, sql`skip locked`))
  return due.filter((one) => !changed.has(one.stream_id))
}

/** These entries are to be handled, whatever was handled before. */
export async function makeDue(db: Db, group: string, ranges: readonly { streamId: string; fromSeq: number; toSeq: number }[]): Promise<void> {
  await sql`
    insert into reaction_due (reaction_group, stream_id, handled_seq, due_seq)
    select ${group}, id, from_seq - 1, to_seq
    from unnest(${ranges.map((one) => one.streamId)}::uuid[], ${ranges.map((one) => one.fromSeq)}::bigint[], ${ranges.map((one) => one.toSeq)}::bigint[])
      as d (id, from_seq, to_seq) order by id
    on conflict (reaction_group, stream_id) do update set
      handled_seq = case when reaction_due.due then least(reaction_due.handled_seq, excluded.handled_seq) else excluded.handled_seq end,
      due_seq = greatest(reaction_due.due_seq, excluded.due_seq),
      due_at = case when reaction_due.due then reaction_due.due_at else now() end`.execute(db)
}

/** They failed: again after a pause that doubles. */
export const putOff = (db: Db, group: string, due: readonly Due[], error: unknown): Promise<void> =>
  change(
    db,
    group,
    due,
    sql`attempts = r.attempts + 1, last_error = ${String(error).slice(0, 500)},
    claimed_until = now() + make_interval(secs => least(${MAX_BACKOFF_SECONDS}, power(2, least(r.attempts, 10))))`,
  )

/**
 * Change these rows `r` (`d` = what was claimed). Commands write the same rows, a few streams at a time and in any order:
 * so what is free is changed at once, and for the rest it is waited with no other row in hand. Whoever holds nothing is
 * in nobody's way.
 */
async function change(db: Db, group: string, due: readonly Due[], to: RawBuilder<unknown>): Promise<void> {
  const changed = new Set(await changeRows(db, group, due, to, sql`skip locked`))
  for (const one of due) if (!changed.has(one.stream_id)) await changeRows(db, group, [one], to, sql``)
}

async function changeRows(db: Db, group: string, due: readonly Due[], to: RawBuilder<unknown>, locking: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ stream_id: string }>`
    with locked as (
      select r.stream_id, d.due_seq
      from unnest(${due.map((one) => one.stream_id)}::uuid[], ${due.map((one) => one.due_seq)}::bigint[]) as d (stream_id, due_seq)
      join reaction_due r on r.reaction_group = ${group} and r.stream_id = d.stream_id
      for no key update of r ${locking})
    update reaction_due r set ${to} from locked d where r.reaction_group = ${group} and r.stream_id = d.stream_id
    returning r.stream_id`.execute(db)
  return rows.map((row) => row.stream_id)
}
