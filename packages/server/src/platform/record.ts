/**
 * The one way entries are written. Set-based: any number of streams and entries in four statements, inside the
 * command's transaction and under the locks it holds.
 */
import { createHash, randomFillSync } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandContext } from './command.ts'
import { actorForEntry } from './actor.ts'

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
 * The caller holds the lock of what each stream belongs to; a stream that does not exist yet is created.
 *
 * @returns newest numbers by stream id, for every stream given
 */
export async function record(ctx: CommandContext, batch: readonly StreamEntries[]): Promise<Map<string, Recorded>> {
  const written = batch.filter((item) => item.entries.length > 0)
  const recorded = await allotNumbers(ctx, batch)
  if (written.length === 0) return recorded
  const rows = written.flatMap((item) => rowsOf(ctx, item, recorded))
  await insertEntries(ctx, rows)
  await insertContents(ctx, rows)
  await markDue(ctx, written, recorded)
  for (const item of written) ctx.touched.streams.add(item.stream.id)
  return recorded
}

type Row = {
  streamId: string
  seq: number
  customerSeq: number | null
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

async function allotNumbers(ctx: CommandContext, batch: readonly StreamEntries[]): Promise<Map<string, Recorded>> {
  const ids = batch.map((item) => item.stream.id)
  const { rows } = await sql<{ id: string; last_seq: number; last_customer_seq: number }>`
    insert into stream (id, kind, customer_id, last_seq, last_customer_seq)
    select * from unnest(${ids}::uuid[], ${batch.map((item) => item.stream.kind)}::text[],
      ${batch.map((item) => item.stream.customerId)}::uuid[], ${batch.map((item) => item.entries.length)}::bigint[],
      ${batch.map((item) => item.entries.filter((entry) => entry.forCustomer).length)}::bigint[])
    on conflict (id) do update set
      last_seq = stream.last_seq + excluded.last_seq,
      last_customer_seq = stream.last_customer_seq + excluded.last_customer_seq
    returning id, last_seq, last_customer_seq`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, { lastSeq: row.last_seq, lastCustomerSeq: row.last_customer_seq }]))
}

function rowsOf(ctx: CommandContext, { stream, entries }: StreamEntries, recorded: Map<string, Recorded>): Row[] {
  const last = recorded.get(stream.id)
  if (last === undefined) throw new Error(`stream ${stream.id} got no numbers`)
  let seq = last.lastSeq - entries.length
  let customerSeq = last.lastCustomerSeq - entries.filter((entry) => entry.forCustomer).length
  return entries.map((entry) => {
    const salt = entry.content ? newSalt() : null
    return {
      streamId: stream.id,
      seq: (seq += 1),
      customerSeq: entry.forCustomer ? (customerSeq += 1) : null,
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

async function insertEntries(ctx: CommandContext, rows: readonly Row[]): Promise<void> {
  const at = ctx.now.toISOString()
  await sql`
    insert into entry (stream_id, seq, customer_seq, customer_id, type, actor, at, data, sender, client_id, content_hash)
    select e.stream_id, e.seq, e.customer_seq, e.customer_id, e.type, e.actor::jsonb, ${at}::timestamptz, e.data::jsonb,
      e.sender, e.client_id, e.content_hash
    from unnest(${rows.map((row) => row.streamId)}::uuid[], ${rows.map((row) => row.seq)}::bigint[],
      ${rows.map((row) => row.customerSeq)}::bigint[], ${rows.map((row) => row.customerId)}::uuid[],
      ${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.actor)}::text[], ${rows.map((row) => row.data)}::text[],
      ${rows.map((row) => row.sender)}::text[], ${rows.map((row) => row.clientId)}::uuid[], ${rows.map((row) => row.hash)}::bytea[])
      as e (stream_id, seq, customer_seq, customer_id, type, actor, data, sender, client_id, content_hash)`.execute(ctx.db)
}

async function insertContents(ctx: CommandContext, rows: readonly Row[]): Promise<void> {
  const withText = rows.filter((row) => row.text !== null)
  if (withText.length === 0) return
  await sql`
    insert into entry_content (stream_id, seq, body, salt)
    select * from unnest(${withText.map((row) => row.streamId)}::uuid[], ${withText.map((row) => row.seq)}::bigint[],
      ${withText.map((row) => row.text)}::text[], ${withText.map((row) => row.salt)}::bytea[])`.execute(ctx.db)
}

async function markDue(ctx: CommandContext, batch: readonly StreamEntries[], recorded: Map<string, Recorded>): Promise<void> {
  const due = batch.flatMap(({ stream, entries, attended = false }) => {
    const groups = new Set(entries.flatMap((entry) => ctx.groupsFor(entry.type, { of: actorForEntry(entry.actor ?? ctx.actor).kind, attended })))
    return [...groups].map((group) => ({ group, id: stream.id, seq: recorded.get(stream.id)?.lastSeq ?? 0 }))
  })
  if (due.length === 0) return
  // In one order everywhere, so that two batches never wait for each other.
  due.sort((a, b) => (a.group + a.id < b.group + b.id ? -1 : 1))
  await sql`
    insert into reaction_due (reaction_group, stream_id, due_seq)
    select * from unnest(${due.map((item) => item.group)}::text[], ${due.map((item) => item.id)}::uuid[], ${due.map((item) => item.seq)}::bigint[])
    on conflict (reaction_group, stream_id) do update set
      due_seq = greatest(reaction_due.due_seq, excluded.due_seq),
      due_at = case when reaction_due.due then reaction_due.due_at else now() end`.execute(ctx.db)
  for (const item of due) ctx.touched.groups.add(item.group)
}
