import { toCustomer } from '@yingda/domain/conversation/to-customer.ts'
import type { Actor as EntryActor } from '@yingda/protocol/entries/actor.ts'
import type { ConversationEntry, EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { AttachmentView, CustomerEntry, StaffEntry, StaffEntryContent } from '@yingda/protocol/entries/views.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import type { Written } from '../../../platform/written.ts'
import { attachmentViews, placeKey } from '../../attachment/api.ts'
import { unpackSummary } from '../summary-text.ts'

type EntryRow = {
  stream_id: ConversationId
  seq: number
  customer_seq: number | null
  at: Date
  type: ConversationEntry['type']
  actor: EntryActor
  data: unknown
  body: string | null
  has_content: boolean
  redacted_at: Date | null
}

export type ReadTimeline = { after: number; limit: number; before?: number }

/**
 * Entries of a conversation after `after`, oldest first; with `before`, the newest ones below it instead. Reach is the
 * caller's to judge first, by `accessConversation`.
 */
export async function readTimeline(ctx: QueryContext, conversationId: ConversationId, { after, limit, before }: ReadTimeline): Promise<StaffEntry[]> {
  const page =
    before === undefined ? sql`e.seq > ${after} order by e.seq limit ${limit}` : sql`e.seq > ${after} and e.seq < ${before} order by e.seq desc limit ${limit}`
  const rows = await readRows(ctx, conversationId, page)
  return entriesOf(ctx, before === undefined ? rows : rows.reverse())
}

/** The customer's own stream after its own cursor: gap-free numbers, the closed projection and nothing else. */
export async function readCustomerTimeline(
  ctx: QueryContext,
  conversationId: ConversationId,
  { after, limit }: { after: number; limit: number },
): Promise<CustomerEntry[]> {
  const rows = await readRows(ctx, conversationId, sql`e.customer_seq > ${after} order by e.customer_seq limit ${limit}`)
  const entries = await entriesOf(ctx, rows)
  return entries.map((entry) => {
    const view = toCustomer(entry)
    if (view === null) throw new Error(`entry ${entry.entry.type} has a customer number but no view`)
    return view
  })
}

export type Wanted = { conversationId: ConversationId; after: number }

/** Entries of many conversations at once, each after its own cursor, at most `limit` a conversation, in stream order. */
export async function readTimelines(ctx: QueryContext, wanted: readonly Wanted[], limit: number): Promise<Map<ConversationId, StaffEntry[]>> {
  const { rows } = await sql<EntryRow>`
    select e.stream_id, e.seq, e.customer_seq, e.at, e.type, e.actor, e.data, c.body, c.redacted_at, c.seq is not null as has_content
    from unnest(${wanted.map((want) => want.conversationId)}::uuid[], ${wanted.map((want) => want.after)}::bigint[]) as w (id, after)
    cross join lateral (select * from entry where stream_id = w.id and seq > w.after order by seq limit ${limit}) e
    left join entry_content c on c.stream_id = e.stream_id and c.seq = e.seq
    order by e.stream_id, e.seq`.execute(ctx.db)
  return Map.groupBy(await entriesOf(ctx, rows), (entry) => entry.conversationId)
}

async function readRows(ctx: QueryContext, conversationId: ConversationId, page: ReturnType<typeof sql>): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.stream_id, e.seq, e.customer_seq, e.at, e.type, e.actor, e.data, c.body, c.redacted_at, c.seq is not null as has_content
    from entry e left join entry_content c on c.stream_id = e.stream_id and c.seq = e.seq
    where e.stream_id = ${conversationId} and ${page}`.execute(ctx.db)
  return rows
}

async function entriesOf(ctx: QueryContext, rows: readonly EntryRow[]): Promise<StaffEntry[]> {
  const files = await attachmentViews(ctx, rows.filter(hasFiles).map(placeOf))
  return rows.map((row) => entryOf(row, files.get(placeKey(placeOf(row))) ?? []))
}

const entryOf = (row: EntryRow, files: AttachmentView[]): StaffEntry => ({
  conversationId: row.stream_id,
  seq: row.seq,
  customerSeq: row.customer_seq,
  at: row.at.toISOString(),
  actor: row.actor,
  // Written through the same type by `record`, so it is not parsed again on every read.
  entry: { type: row.type, data: row.data } as ConversationEntry,
  content: row.has_content ? contentOf(row, files) : null,
})

/** What was just written, as it is read; null where files go with it, whose views are read from the database. */
export function asRead({ streamId, customerSeq, seq, at, actor, type, data, body }: Written): StaffEntry | null {
  const row: EntryRow = {
    stream_id: streamId as ConversationId, // the stream of a conversation bears its id
    seq,
    customer_seq: customerSeq,
    at,
    type: type as ConversationEntry['type'], // written through the same type by `record`
    actor,
    data,
    body,
    has_content: body !== null,
    redacted_at: null,
  }
  return hasFiles(row) ? null : entryOf(row, [])
}

const placeOf = ({ stream_id, seq }: EntryRow) => ({ conversationId: stream_id, seq })
const hasFiles = ({ type, data, has_content }: EntryRow): boolean =>
  has_content && type === 'message.posted' && (data as EntryData<'message.posted'>).attachmentIds.length > 0 // as `type` says

function contentOf({ body, redacted_at, type, data }: EntryRow, attachments: AttachmentView[]): StaffEntryContent {
  const content = { text: body ?? '', attachments, redacted: redacted_at !== null }
  const summary = type === 'conversation.queued' ? unpackSummary(content.text) : null
  if (summary !== null) return { ...content, text: '', summary }
  const hidden = type === 'message.posted' && !content.redacted ? (data as EntryData<'message.posted'>).hidden : undefined // as `type` says
  return hidden === undefined ? content : { ...content, hidden }
}

/** Newest numbers of a stream: `seq` for staff, `customerSeq` for the customer. */
export async function newestOf(ctx: QueryContext, conversationId: ConversationId): Promise<{ seq: number; customerSeq: number }> {
  const { rows } = await sql<{ seq: number; customerSeq: number }>`
    select last_seq as seq, last_customer_seq as "customerSeq" from stream where id = ${conversationId}`.execute(ctx.db)
  return rows[0] ?? { seq: 0, customerSeq: 0 }
}
