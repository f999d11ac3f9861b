/**
 * The one way entries are written. Set-based: any number of streams and entries in one statement, inside the command's
 * transaction and under the locks it holds.
 */
import { createHash, randomFillSync } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandContext } from './command.ts'
import { actorForEntry } from './actor.ts'
import type { Written } from './written.ts'

export type NewEntry = {
  type: string
  data: unknown
  /** Counts in the customer's own numbering. */
  forCustomer: boolean
  /** Who did it; defaults to the actor of the context. A batch writes on behalf of several. */
  actor?: CommandContext['actor']
  /** Makes a repeated send recognisable; unique per stream and sender. */
  sent?: { sender: string; clientId: string } | null
  /** Text and the SHA-256 of each file, kept apart from the entry so that they can be redacted. */
  content?: { text: string; fileHashes: readonly string[] } | null
}

export type StreamEntries = {
  stream: { id: string; kind: string; customerId: string | null }
  entries: readonly NewEntry[]
  /** A person attends to it, before these entries and after them: who only fills in for people need not look. */
  attended?: boolean
}

/** Newest numbers of the stream after writing; the entries just written are the last ones. */
export type Recorded = { lastSeq: number; lastCustomerSeq: number }

const SALT_BYTES = 16
let salts = Buffer.alloc(0)

/** Drawn many at a time: each call of the generator costs more than the bytes. */
function newSalt(): Buffer {
  if (salts.length < SALT_BYTES) salts = randomFillSync(Buffer.alloc(SALT_BYTES * 256))
  const salt = salts.subarray(0, SALT_BYTES)
  salts = salts.subarray(SALT_BYTES)
  return salt
}

/** SHA-256 over salt, text and file hashes: proves content without keeping it. */
export function contentHash(salt: Buffer, text: string, fileHashes: readonly string[]): Buffer {
  return createHash('sha256')
    .update(salt)
    .update(JSON.stringify([text, fileHashes]))
    .digest()
}

/**
 * Write entries to streams, allot their numbers, and mark each stream due for the reaction groups that answer them.
 *
 * The caller holds the lock of what each stream belongs to, and names each stream once; a stream that does not exist
 * yet is created.
 *
 * @returns newest numbers by stream id, for every stream given
 */
export async function record(ctx: CommandContext, batch: readonly StreamEntries[]): Promise<Map<string, Recorded>> {
  // In one order everywhere; it is also the order in which the statement looks up the numbers it has allotted.
  const streams = batch.toSorted((one, other) => (one.stream.id < other.stream.id ? -1 : 1))
  const due = dueOf(ctx, streams)
  const rows = streams.flatMap((item, index) => rowsOf(ctx, item, index + 1))
  const numbers = await write(ctx, { streams, rows, due })
  const recorded = new Map(numbers.map((row) => [row.id, { lastSeq: row.last_seq, lastCustomerSeq: row.last_customer_seq }]))
  for (const { stream, entries } of streams) if (entries.length > 0) ctx.touched.streams.add(stream.id)
  for (const { group } of due) ctx.touched.groups.add(group)
  ctx.touched.written.push(...streams.flatMap((item) => writtenOf(ctx, item, recorded.get(item.stream.id))))
  return recorded
}

function writtenOf(ctx: CommandContext, { stream, entries }: StreamEntries, last: Recorded | undefined): Written[] {
  if (last === undefined) throw new Error(`stream ${stream.id} got no numbers`)
  let seq = last.lastSeq - entries.length
  let customerSeq = last.lastCustomerSeq - countForCustomer(entries)
  return entries.map(({ type, data, actor, content, forCustomer }) => ({
    streamId: stream.id,
    kind: stream.kind,
    seq: (seq += 1),
    customerSeq: forCustomer ? (customerSeq += 1) : null,
    type,
    actor: actorForEntry(actor ?? ctx.actor),
    data,
    at: ctx.now,
    body: content?.text ?? null,
  }))
}

/** Numbers are allotted by the database: an entry knows which of the streams is its own, from 1, and how many follow it there. */
type Row = {
  stream: number
  following: number
  customerFollowing: number | null
  streamId: string
  customerId: string | null
  type: string
  actor: string
  data: string
  sender: string | null
  clientId: string | null
  text: string | null
  salt: Buffer | null
  hash: Buffer | null
}

const countForCustomer = (entries: readonly NewEntry[]): number => entries.filter((entry) => entry.forCustomer).length

function rowsOf(ctx: CommandContext, { stream, entries }: StreamEntries, number: number): Row[] {
  let following = entries.length
  let customerFollowing = countForCustomer(entries)
  return entries.map((entry) => {
    const salt = entry.content ? newSalt() : null
    return {
      stream: number,
      following: (following -= 1),
      customerFollowing: entry.forCustomer ? (customerFollowing -= 1) : null,
      streamId: stream.id,
      customerId: stream.customerId,
      type: entry.type,
      actor: JSON.stringify(actorForEntry(entry.actor ?? ctx.actor)),
      data: JSON.stringify(entry.data),
      sender: entry.sent?.sender ?? null,
      clientId: entry.sent?.clientId ?? null,
      text: entry.content?.text ?? null,
      salt,
      hash: salt && entry.content ? contentHash(salt, entry.content.text, entry.content.fileHashes) : null,
    }
  })
}

/** A reaction group that is to look at one of the streams. */
type DueMark = { group: string; stream: number; streamId: string }

function dueOf(ctx: CommandContext, streams: readonly StreamEntries[]): DueMark[] {
  const due = streams.flatMap(({ stream, entries, attended = false }, index) => {
    const groups = new Set(entries.flatMap((entry) => ctx.groupsFor(entry.type, { of: actorForEntry(entry.actor ?? ctx.actor).kind, attended })))
    return [...groups].map((group) => ({ group, stream: index + 1, streamId: stream.id }))
  })
  // In one order everywhere, so that two batches never wait for each other.
  return due.sort((one, other) => (one.group + one.streamId < other.group + other.streamId ? -1 : 1))
}

type Writing = { streams: readonly StreamEntries[]; rows: readonly Row[]; due: readonly DueMark[] }

async function write(ctx: CommandContext, { streams, rows, due }: Writing): Promise<{ id: string; last_seq: number; last_customer_seq: number }[]> {
  const written = await sql<{ id: string; last_seq: number; last_customer_seq: number }>`
    with numbered as (
      insert into stream (id, kind, customer_id, last_seq, last_customer_seq)
      select * from unnest(${streams.map((item) => item.stream.id)}::uuid[], ${streams.map((item) => item.stream.kind)}::text[],
        ${streams.map((item) => item.stream.customerId)}::uuid[], ${streams.map((item) => item.entries.length)}::bigint[],
        ${streams.map((item) => countForCustomer(item.entries))}::bigint[])
      on conflict (id) do update set
        last_seq = stream.last_seq + excluded.last_seq,
        last_customer_seq = stream.last_customer_seq + excluded.last_customer_seq
      returning id, last_seq, last_customer_seq
    ), newest as materialized (
      select array_agg(last_seq order by id) as seqs, array_agg(last_customer_seq order by id) as customer_seqs from numbered
    ), given as materialized (
      select g.*, n.seqs[g.stream] - g.following as seq, n.customer_seqs[g.stream] - g.customer_following as customer_seq
      from newest n, unnest(${rows.map((row) => row.stream)}::int[], ${rows.map((row) => row.following)}::int[],
        ${rows.map((row) => row.customerFollowing)}::int[], ${rows.map((row) => row.streamId)}::uuid[], ${rows.map((row) => row.customerId)}::uuid[],
        ${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.actor)}::text[], ${rows.map((row) => row.data)}::text[],
        ${rows.map((row) => row.sender)}::text[], ${rows.map((row) => row.clientId)}::uuid[], ${rows.map((row) => row.hash)}::bytea[],
        ${rows.map((row) => row.text)}::text[], ${rows.map((row) => row.salt)}::bytea[])
        as g (stream, following, customer_following, stream_id, customer_id, type, actor, data, sender, client_id, content_hash, body, salt)
    ), entries as (
      insert into entry (stream_id, seq, customer_seq, customer_id, type, actor, at, data, sender, client_id, content_hash)
      select stream_id, seq, customer_seq, customer_id, type, actor::jsonb, ${ctx.now.toISOString()}::timestamptz, data::jsonb, sender, client_id, content_hash
      from given
    ), contents as (
      insert into entry_content (stream_id, seq, body, salt) select stream_id, seq, body, salt from given where body is not null
    ), marked as (
      insert into reaction_due (reaction_group, stream_id, due_seq)
      select d.reaction_group, d.stream_id, n.seqs[d.stream]
      from newest n, unnest(${due.map((one) => one.group)}::text[], ${due.map((one) => one.streamId)}::uuid[], ${due.map((one) => one.stream)}::int[])
        with ordinality as d (reaction_group, stream_id, stream, position) order by d.position
      on conflict (reaction_group, stream_id) do update set
        due_seq = greatest(reaction_due.due_seq, excluded.due_seq),
        due_at = case when reaction_due.due then reaction_due.due_at else now() end
    )
    select id, last_seq, last_customer_seq from numbered`.execute(ctx.db)
  return written.rows
}
