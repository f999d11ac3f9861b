import { priorityOf, type Priority } from '@yingda/domain/conversation/owed.ts'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, CustomerId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext, Runner } from '../../../platform/command.ts'
import type { Reaction, RecordedEntry } from '../../../platform/react.ts'
import { conversationsById, type ConversationRecord } from '../../conversation/api.ts'

/** How a stay in line ended: a person took it, the customer did not wait, or is called back at a time; `lost` is never counted. */
export type Left = 'served' | 'left' | 'call_back' | 'lost'

type Happened = { seq: number; at: string }
/** Not sure: unless it stood in line before, too. */
type Entered = Happened & { teamId: TeamId | null; sure: boolean }
type Ended = Happened & { how: Left }
/** What the entries of one conversation did: to the stay that was open before them, and stays of their own. */
export type Stays = { movedTo: (Happened & { teamId: TeamId }) | null; ended: Ended | null; begun: readonly (Entered & { ended: Ended | null })[] }

/** Keeps who stood in which line from when until when: what waits are estimated from and measured against. */
export function staysReaction({ run }: Runner): Reaction {
  return {
    group: 'stays',
    on: [
      'conversation.queued',
      'conversation.reopened',
      'conversation.transferred',
      'conversation.assigned',
      'conversation.call_back_requested',
      'conversation.call_back_cancelled',
      'conversation.returned_to_bot',
      'conversation.resolved',
      'conversation.closed',
      'conversation.snoozed',
      'conversation.awaiting_customer',
      'conversation.called_back',
      'conversation.care_changed',
      'conversation.merged_from',
      'conversation.danger_told',
      'customer.joined',
    ],
    together: true,
    handle: (entries) => run({ kind: 'system' }, (ctx) => keepStays(ctx, entries)),
  }
}

async function keepStays(ctx: CommandContext, entries: readonly RecordedEntry[]): Promise<void> {
  const byConversation = Map.groupBy(entries, (entry) => entry.streamId)
  const rows = await conversationsById(ctx, [...byConversation.keys()] as ConversationId[]) // streams of these entries are conversations
  const kept = rows.map((row) => ({ row, ...staysOf(byConversation.get(row.id) ?? [], row) }))
  await changeOpen(ctx, kept)
  await insertBegun(ctx, kept)
  await free(ctx, entries)
  await rename(ctx, rows)
  await rank(ctx, rows)
}

type Row = Pick<ConversationRecord, 'team_id' | 'queued_at' | 'status' | 'call_back_from'>

/** Reads the stays from entries in order. A stay begins where a line is entered and not merely changed. */
export function staysOf(entries: readonly RecordedEntry[], row: Row): Stays {
  let movedTo: Stays['movedTo'] = null
  let ended: Ended | null = null
  const begun: (Entered & { ended: Ended | null })[] = []
  for (const { seq, at: date, type, data } of entries) {
    const entry = { type, data } as ConversationEntry // our own entries
    const [happened, last] = [{ seq, at: date.toISOString() }, begun.at(-1)]
    const [entered, left, sure] = [enteredBy(entry, date, row), leftBy(entry), !mayStandAlready(entry)]
    if (entry.type === 'conversation.transferred' && !sure) {
      if (ended === null) movedTo = { ...happened, teamId: entry.data.teamId }
      if (last?.ended === null) last.teamId = entry.data.teamId
    }
    if (entered !== null && (sure || last?.ended !== null)) {
      if (last !== undefined) last.ended ??= { ...happened, how: 'lost' }
      begun.push({ ...happened, teamId: entered, sure, ended: null })
    } else if (left !== null) {
      // The first to leave also ends what was open before, whether or not it is known to have begun here.
      ended ??= { ...happened, how: left }
      if (last !== undefined) last.ended ??= { ...happened, how: left }
    }
  }
  return { movedTo, ended, begun }
}

function enteredBy(entry: ConversationEntry, at: Date, row: Row): TeamId | null {
  if (entry.type === 'conversation.queued') return entry.data.teamId
  if (mayStandAlready(entry) && row.call_back_from !== null && row.call_back_from > at) return null // in no line until then
  // Handed to a colleague it does not wait.
  if (entry.type === 'conversation.transferred') return entry.data.toAgentId === null ? entry.data.teamId : null
  // Into line or back to the bot, the entry alone does not say.
  if (entry.type === 'conversation.reopened') return row.queued_at?.getTime() === at.getTime() ? row.team_id : null
  if (mayStandAlready(entry)) return row.status === 'waiting' ? row.team_id : null
  return null
}

/**
 * Passed on by nobody who had it: from the bot, or from one line to another. Not to be called back at a time any more: in
 * line again, unless it never left it. Where a stay is open, it goes on.
 */
function mayStandAlready(entry: ConversationEntry): boolean {
  if (entry.type === 'conversation.transferred') return entry.data.fromAgentId === null
  if (entry.type === 'conversation.call_back_requested') return entry.data.from === null
  return entry.type === 'conversation.call_back_cancelled'
}

function leftBy(entry: ConversationEntry): Left | null {
  if (entry.type === 'conversation.assigned') return 'served'
  if (entry.type === 'conversation.call_back_requested' && entry.data.from !== null) return 'call_back'
  const gone = entry.type === 'conversation.returned_to_bot' || entry.type === 'conversation.resolved' || entry.type === 'conversation.closed'
  return gone ? 'left' : null
}

type Kept = Stays & { row: ConversationRecord }

async function changeOpen(ctx: CommandContext, kept: readonly Kept[]): Promise<void> {
  const moved = kept.flatMap(({ row, movedTo }) => (movedTo === null ? [] : [{ id: row.id, seq: movedTo.seq, team_id: movedTo.teamId }]))
  if (moved.length > 0)
    await sql`update line_stay l set team_id = s.team_id from json_to_recordset(${JSON.stringify(moved)}::json) as s (id uuid, seq bigint, team_id uuid)
      where l.conversation_id = s.id and l.left_at is null and l.seq < s.seq`.execute(ctx.db)
  const ended = kept.flatMap(({ row, ended: end }) => (end === null ? [] : [{ id: row.id, ...end }]))
  if (ended.length > 0)
    await sql`update line_stay l set left_at = s.at, how = s.how
      from json_to_recordset(${JSON.stringify(ended)}::json) as s (id uuid, seq bigint, at timestamptz, how text)
      where l.conversation_id = s.id and l.left_at is null and l.seq < s.seq`.execute(ctx.db)
}

/** What has ended, or came after, is left as it stands: a repeat has no effect, and one that knows more completes it. */
async function insertBegun(ctx: CommandContext, kept: readonly Kept[]): Promise<void> {
  const rows = kept.flatMap(({ row, begun }) =>
    begun.map((stay) => ({ ...stayRow(row), seq: stay.seq, team_id: stay.teamId, entered_at: stay.at, sure: stay.sure, ...endOf(stay) })),
  )
  if (rows.length === 0) return
  await sql`
    insert into line_stay (conversation_id, seq, customer_id, team_id, priority, entered_at, left_at, how)
    select s.id, s.seq, s.customer_id, s.team_id, s.priority, s.entered_at, s.left_at, s.how
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (
      id uuid, seq bigint, customer_id uuid, team_id uuid, priority text, entered_at timestamptz, left_at timestamptz, how text, sure boolean)
    where s.team_id is not null and not exists (
      select from line_stay l where l.conversation_id = s.id
        and (l.seq > s.seq or (l.seq < s.seq and (l.left_at is null or (not s.sure and l.left_at > s.entered_at)))))
    on conflict (conversation_id, seq) do update set team_id = excluded.team_id, left_at = excluded.left_at, how = excluded.how
      where line_stay.left_at is null`.execute(ctx.db)
}

type Pressing = Pick<ConversationRecord, 'question_type' | 'urgent' | 'care'>
export const priorityOfRow = ({ question_type: questionType, urgent, care }: Pressing): Priority => priorityOf({ questionType, urgent, care })
const stayRow = (row: ConversationRecord): { id: ConversationId; customer_id: CustomerId; priority: Priority } => ({
  id: row.id,
  customer_id: row.customer_id,
  priority: priorityOfRow(row),
})
const endOf = ({ ended }: { ended: Ended | null }) => ({ left_at: ended?.at ?? null, how: ended?.how ?? null })

/** By these the place of whoever has taken it from the line is free again, or has become somebody else's. */
const FREEING = new Set([
  'conversation.resolved',
  'conversation.closed',
  'conversation.snoozed',
  'conversation.awaiting_customer',
  'conversation.called_back',
  'conversation.transferred',
  'conversation.queued',
  'conversation.returned_to_bot',
])

/** The first of them ends it. Which stay is meant, the numbers say: the newest that had begun. */
async function free(ctx: CommandContext, entries: readonly RecordedEntry[]): Promise<void> {
  const freeing = entries.filter(({ type }) => FREEING.has(type)).map(({ streamId, seq, at }) => ({ id: streamId, seq, at: at.toISOString() }))
  if (freeing.length === 0) return
  await sql`update line_stay l set freed_at = f.at
    from (
      select s.conversation_id, s.seq, min(e.at) as at
      from json_to_recordset(${JSON.stringify(freeing)}::json) as e (id uuid, seq bigint, at timestamptz)
      join line_stay s on s.conversation_id = e.id and s.how = 'served' and s.freed_at is null and s.seq < e.seq and s.left_at < e.at
      where not exists (select from line_stay later where later.conversation_id = s.conversation_id and later.seq > s.seq and later.seq < e.seq)
      group by s.conversation_id, s.seq) f
    where l.conversation_id = f.conversation_id and l.seq = f.seq`.execute(ctx.db)
}

/** A visitor has turned out to be somebody: the stays are the customer's, and what was told of them. */
async function rename(ctx: CommandContext, rows: readonly ConversationRecord[]): Promise<void> {
  for (const table of ['line_stay', 'wait_estimate'])
    await sql`update ${sql.table(table)} l set customer_id = c.customer_id
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.customer_id)}::uuid[]) as c (id, customer_id)
      where l.conversation_id = c.id and l.customer_id <> c.customer_id`.execute(ctx.db)
}

/** Who waits may have become more pressing, or less. */
async function rank(ctx: CommandContext, rows: readonly ConversationRecord[]): Promise<void> {
  await sql`update line_stay l set priority = c.priority
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map(priorityOfRow)}::text[]) as c (id, priority)
    where l.conversation_id = c.id and l.left_at is null and l.priority <> c.priority`.execute(ctx.db)
}
