/**
 * The one way entries are written. Set-based: any number of streams and entries in one statement, inside the command's
 * transaction and under the locks it holds.
 */
import { hash, randomFillSync } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor as EntryActor } from '@yingda/protocol/entries/actor.ts'
import { actorForEntry } from './actor.ts'
import { bigints, byteas, jsonbs, texts, uuids } from './db/arrays.ts'
import { sendOff, type CommandContext } from './command.ts'
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
export const contentHash = (salt: Buffer, text: string, fileHashes: readonly string[]): Buffer =>
  hash('sha256', Buffer.concat([salt, Buffer.from(JSON.stringify([text, fileHashes]))]), 'buffer')

/**
 * Write entries to streams, allot their numbers, and mark each stream due for the reaction groups that answer them.
 *
 * The caller holds the lock of what each stream belongs to, and names each stream once; a stream that does not exist
 * yet is created.
 *
 * @returns newest numbers by stream id, for every stream given
 */
export async function record(ctx: CommandContext, batch: readonly StreamEntries[]): Promise<Map<string, Recorded>> {
  const streams = inOrder(batch)
  const numbers = await allot(ctx, streams)
  await write(ctx, streams, numbers, { alreadyAllotted: true })
  return numbers
}

/**
 * The same for streams that exist, whose newest numbers the caller has read, and holds: nothing is waited for. Numbers
 * that were not the newest any more are refused by the key of the entries.
 *
 * @param newest by stream id, for every stream given
 */
export function recordAfter(ctx: CommandContext, batch: readonly StreamEntries[], newest: ReadonlyMap<string, Recorded>): void {
  const streams = inOrder(batch)
  const numbers = new Map(streams.map((item) => [item.stream.id, after(newest.get(item.stream.id), item)]))
  sendOff(ctx, write(ctx, streams, numbers, { alreadyAllotted: false }))
}

/** In one order everywhere, so that two batches never wait for each other. */
const inOrder = (batch: readonly StreamEntries[]): StreamEntries[] => batch.toSorted((one, other) => (one.stream.id < other.stream.id ? -1 : 1))

function after(last: Recorded | undefined, { stream, entries }: StreamEntries): Recorded {
  if (last === undefined) throw new Error(`stream ${stream.id} has no numbers`)
  return { lastSeq: last.lastSeq + entries.length, lastCustomerSeq: last.lastCustomerSeq + countForCustomer(entries) }
}

async function allot(ctx: CommandContext, streams: readonly StreamEntries[]): Promise<Map<string, Recorded>> {
  const { rows } = await sql<{ id: string; last_seq: number; last_customer_seq: number }>`
    insert into stream (id, kind, customer_id, last_seq, last_customer_seq)
    select * from unnest(${uuids(streams.map((item) => item.stream.id))}::uuid[], ${texts(streams.map((item) => item.stream.kind))}::text[],
      ${uuids(streams.map((item) => item.stream.customerId))}::uuid[], ${bigints(streams.map((item) => item.entries.length))}::bigint[],
      ${bigints(streams.map((item) => countForCustomer(item.entries)))}::bigint[])
    on conflict (id) do update set
      last_seq = stream.last_seq + excluded.last_seq,
      last_customer_seq = stream.last_customer_seq + excluded.last_customer_seq
    returning id, last_seq, last_customer_seq`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, { lastSeq: row.last_seq, lastCustomerSeq: row.last_customer_seq }]))
}

const countForCustomer = (entries: readonly NewEntry[]): number => entries.filter((entry) => entry.forCustomer).length

/** An entry with the numbers it was allotted. */
type Row = { streamId: string; customerId: string | null; kind: string; seq: number; customerSeq: number | null; entry: NewEntry; actor: EntryActor }
type Content = { streamId: string; seq: number; text: string; salt: Buffer; hash: Buffer }

function rowsOf(ctx: CommandContext, { stream, entries }: StreamEntries, last: Recorded | undefined): Row[] {
  if (last === undefined) throw new Error(`stream ${stream.id} got no numbers`)
  let seq = last.lastSeq - entries.length
  let customerSeq = last.lastCustomerSeq - countForCustomer(entries)
  return entries.map((entry) => ({
    streamId: stream.id,
    customerId: stream.customerId,
    kind: stream.kind,
    seq: (seq += 1),
    customerSeq: entry.forCustomer ? (customerSeq += 1) : null,
    entry,
    actor: actorForEntry(entry.actor ?? ctx.actor),
  }))
}

function contentOf({ streamId, seq, entry: { content } }: Row): Content | null {
  if (!content) return null
  const salt = newSalt()
  return { streamId, seq, text: content.text, salt, hash: contentHash(salt, content.text, content.fileHashes) }
}

const writtenOf = (ctx: CommandContext, { entry, actor, ...row }: Row): Written => ({
  streamId: row.streamId,
  kind: row.kind,
  seq: row.seq,
  customerSeq: row.customerSeq,
  type: entry.type,
  actor,
  data: entry.data,
  at: ctx.now,
  body: entry.content?.text ?? null,
})

/** A reaction group that is to look at one of the streams, up to its newest number. */
type DueMark = { group: string; streamId: string; seq: number }

function dueOf(ctx: CommandContext, streams: readonly StreamEntries[], numbers: ReadonlyMap<string, Recorded>): DueMark[] {
  const due = streams.flatMap(({ stream, entries, attended = false }) => {
    const groups = new Set(entries.flatMap((entry) => ctx.groupsFor(entry.type, { of: actorForEntry(entry.actor ?? ctx.actor).kind, attended })))
    return [...groups].map((group) => ({ group, streamId: stream.id, seq: numbers.get(stream.id)?.lastSeq ?? 0 }))
  })
  return due.sort((one, other) => (one.group + one.streamId < other.group + other.streamId ? -1 : 1))
}

async function write(
  ctx: CommandContext,
  streams: readonly StreamEntries[],
  numbers: ReadonlyMap<string, Recorded>,
  { alreadyAllotted }: { alreadyAllotted: boolean },
): Promise<void> {
  const rows = streams.flatMap((item) => rowsOf(ctx, item, numbers.get(item.stream.id)))
  const contents = rows.map(contentOf)
  const due = dueOf(ctx, streams, numbers)
  for (const { stream, entries } of streams) if (entries.length > 0) ctx.touched.streams.add(stream.id)
  for (const { group } of due) ctx.touched.groups.add(group)
  ctx.touched.written.push(...rows.map((row) => writtenOf(ctx, row)))
  await insert(ctx, { rows, contents, due, numbers: alreadyAllotted ? [] : [...numbers] })
}

type Inserting = { rows: readonly Row[]; contents: readonly (Content | null)[]; due: readonly DueMark[]; numbers: readonly (readonly [string, Recorded])[] }

/** One statement: short ones cost more to be sent than to be done. */
async function insert(ctx: CommandContext, { rows, contents, due, numbers }: Inserting): Promise<void> {
  const words = contents.filter((content) => content !== null)
  await sql`
    with numbered as (
      update stream s set last_seq = n.last_seq, last_customer_seq = n.last_customer_seq
      from unnest(${uuids(numbers.map(([id]) => id))}::uuid[], ${bigints(numbers.map(([, { lastSeq }]) => lastSeq))}::bigint[],
        ${bigints(numbers.map(([, { lastCustomerSeq }]) => lastCustomerSeq))}::bigint[]) as n (id, last_seq, last_customer_seq)
      where s.id = n.id
    ), entries as (
      insert into entry (stream_id, seq, customer_seq, customer_id, type, actor, at, data, sender, client_id, content_hash)
      select stream_id, seq, customer_seq, customer_id, type, actor, ${ctx.now.toISOString()}::timestamptz, data, sender, client_id, content_hash
      from unnest(${uuids(rows.map((row) => row.streamId))}::uuid[], ${bigints(rows.map((row) => row.seq))}::bigint[], ${bigints(rows.map((row) => row.customerSeq))}::bigint[],
        ${uuids(rows.map((row) => row.customerId))}::uuid[], ${texts(rows.map(({ entry }) => entry.type))}::text[],
        ${jsonbs(rows.map(({ actor }) => JSON.stringify(actor)))}::jsonb[], ${jsonbs(rows.map(({ entry }) => JSON.stringify(entry.data)))}::jsonb[],
        ${texts(rows.map(({ entry }) => entry.sent?.sender ?? null))}::text[], ${uuids(rows.map(({ entry }) => entry.sent?.clientId ?? null))}::uuid[],
        ${byteas(contents.map((content) => content?.hash ?? null))}::bytea[])
        as e (stream_id, seq, customer_seq, customer_id, type, actor, data, sender, client_id, content_hash)
    ), contents as (
      insert into entry_content (stream_id, seq, body, salt)
      select * from unnest(${uuids(words.map(({ streamId }) => streamId))}::uuid[], ${bigints(words.map(({ seq }) => seq))}::bigint[],
        ${texts(words.map(({ text }) => text))}::text[], ${byteas(words.map(({ salt }) => salt))}::bytea[])
    )
    insert into reaction_due (reaction_group, stream_id, due_seq)
    select * from unnest(${texts(due.map((one) => one.group))}::text[], ${uuids(due.map((one) => one.streamId))}::uuid[], ${bigints(due.map((one) => one.seq))}::bigint[])
    on conflict (reaction_group, stream_id) do update set
      due_seq = greatest(reaction_due.due_seq, excluded.due_seq),
      due_at = case when reaction_due.due then reaction_due.due_at else now() end`.execute(ctx.db)
}
