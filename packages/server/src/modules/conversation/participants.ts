/** Delivered and read cursors, typing and who has a conversation open: state, the newest replaces what was before. */
import type { ConversationState as LiveState } from '@yingda/protocol/realtime.ts'
import { StaffId, type ConversationId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import { staffNames } from '../identity/api.ts'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import { inLineNow } from './queries/standing.ts'

/** 'customer' or the id of a member of staff. */
export type Party = string

const TYPING_SECONDS = 6
const VIEWING_SECONDS = 30

/** Move cursors forward, never back and never past what exists. `read` implies delivered. */
export async function setMarks(ctx: CommandContext, input: { conversationId: ConversationId; party: Party; delivered: number; read: number }): Promise<void> {
  const { conversationId, party } = input
  const newest = party === 'customer' ? sql.ref('s.last_customer_seq') : sql.ref('s.last_seq')
  await sql`
    insert into participant as p (conversation_id, party, delivered_seq, read_seq)
    select s.id, ${party}, least(${Math.max(input.delivered, input.read)}::bigint, ${newest}), least(${input.read}::bigint, ${newest})
    from stream s where s.id = ${conversationId}
    on conflict (conversation_id, party) do update set
      delivered_seq = greatest(p.delivered_seq, excluded.delivered_seq), read_seq = greatest(p.read_seq, excluded.read_seq), changed_at = now()
      where excluded.delivered_seq > p.delivered_seq or excluded.read_seq > p.read_seq`.execute(ctx.db)
  ctx.touched.states.add(conversationId)
}

/** Typing lapses by itself: a page that is gone does not go on typing. */
export async function setTyping(ctx: CommandContext, input: { conversationId: ConversationId; party: Party; on: boolean }): Promise<void> {
  const until = input.on ? sql`now() + make_interval(secs => ${TYPING_SECONDS})` : sql`null`
  await upsert(ctx, input, sql`typing_until`, until)
}

/** This party has the conversation on screen; to be repeated within half a minute. */
export async function setViewing(ctx: CommandContext, input: { conversationId: ConversationId; party: Party; on: boolean }): Promise<void> {
  const until = input.on ? sql`now() + make_interval(secs => ${VIEWING_SECONDS})` : sql`null`
  await upsert(ctx, input, sql`viewing_until`, until)
}

export type Viewing = { conversationId: ConversationId; party: Party; on: boolean }

/** The same for many at once, in one statement; of several about the same party the last counts. */
export async function setViewings(ctx: CommandContext, viewings: readonly Viewing[]): Promise<void> {
  const last = [...new Map(viewings.map((one) => [`${one.conversationId}/${one.party}`, one])).values()]
  await sql`
    insert into participant (conversation_id, party, viewing_until)
    select id, party, case when shown then now() + make_interval(secs => ${VIEWING_SECONDS}) end
    from unnest(${last.map((one) => one.conversationId)}::uuid[], ${last.map((one) => one.party)}::text[], ${last.map((one) => one.on)}::boolean[])
      as v (id, party, shown) order by id, party
    on conflict (conversation_id, party) do update set viewing_until = excluded.viewing_until, changed_at = now()`.execute(ctx.db)
  for (const { conversationId } of last) ctx.touched.states.add(conversationId)
}

async function upsert(
  ctx: CommandContext,
  { conversationId, party }: { conversationId: ConversationId; party: Party },
  column: ReturnType<typeof sql>,
  value: ReturnType<typeof sql>,
): Promise<void> {
  await sql`insert into participant (conversation_id, party, ${column}) values (${conversationId}, ${party}, ${value})
    on conflict (conversation_id, party) do update set ${column} = excluded.${column}, changed_at = now()`.execute(ctx.db)
  ctx.touched.states.add(conversationId)
}

type PartyRow = { party: Party; delivered_seq: number; read_seq: number; typing: boolean; viewing: boolean; delivered_customer: number; read_customer: number }
type Cursors = { delivered: number; read: number; typing: boolean; online: boolean }

/** How long a wait will be, and whether the line is closed, is routing's to say. */
export type WithoutWait = Omit<LiveState, 'wait' | 'answerBy' | 'closed'>

/**
 * How the others are, in the numbering of whoever reads: seq for staff, customerSeq for the customer. The agents'
 * cursors are taken together: what any of them has read is read. For staff, `colleagues` names all who have it on
 * screen: one answer serves every reader, who leaves himself out.
 */
export async function liveStates(
  ctx: QueryContext,
  conversationIds: readonly ConversationId[],
  reader: { kind: 'customer' | 'staff' },
): Promise<Map<ConversationId, WithoutWait>> {
  const parties = await readParties(ctx, conversationIds)
  const ahead = await readAhead(ctx, conversationIds)
  const forStaff = reader.kind === 'staff'
  const names = forStaff ? await namesOf(ctx, [...parties.values()].flat()) : new Map<string, string>()
  const states = new Map<ConversationId, WithoutWait>()
  for (const id of conversationIds) {
    const here = parties.get(id) ?? []
    const staff = here.filter((row) => row.party !== 'customer')
    const colleagues = forStaff ? staff.filter((row) => row.viewing) : []
    states.set(id, {
      customer: cursorsOf(
        here.filter((row) => row.party === 'customer'),
        forStaff ? 'fromCustomer' : 'own',
      ),
      agents: cursorsOf(staff, forStaff ? 'own' : 'fromStaff'),
      colleagues: colleagues.map((row) => ({ id: row.party, name: names.get(row.party) ?? '', typing: row.typing })),
      ahead: ahead.get(id) ?? null,
    })
  }
  return states
}

async function namesOf(ctx: QueryContext, rows: readonly PartyRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.filter((row) => row.party !== 'customer' && row.viewing).map((row) => StaffId.parse(row.party))
  return ids.length === 0 ? new Map() : staffNames(ctx, ids)
}

/** A staff cursor counts all entries and a customer's counts his own: each is read in the other's numbering. */
function cursorsOf(rows: readonly PartyRow[], numbering: 'own' | 'fromCustomer' | 'fromStaff'): Cursors {
  const delivered = (row: PartyRow): number => (numbering === 'own' ? row.delivered_seq : row.delivered_customer)
  const read = (row: PartyRow): number => (numbering === 'own' ? row.read_seq : row.read_customer)
  return {
    delivered: Math.max(0, ...rows.map(delivered)),
    read: Math.max(0, ...rows.map(read)),
    typing: rows.some((row) => row.typing),
    online: rows.some((row) => row.viewing),
  }
}

// Both numberings rise together, so the nearest entry by index has the highest number of the other: no scan of the stream.
const seqUpTo = (customerSeq: RawBuilder<unknown>) =>
  sql`coalesce((select e.seq from entry e where e.stream_id = p.conversation_id and e.customer_seq <= ${customerSeq} order by e.customer_seq desc limit 1), 0)`
const customerSeqUpTo = (seq: RawBuilder<unknown>) =>
  sql`coalesce((select e.customer_seq from entry e where e.stream_id = p.conversation_id and e.seq <= ${seq} and e.customer_seq is not null order by e.seq desc limit 1), 0)`

async function readParties(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, PartyRow[]>> {
  const { rows } = await sql<PartyRow & { conversation_id: ConversationId }>`
    select p.conversation_id, p.party, p.delivered_seq, p.read_seq, coalesce(p.typing_until > now(), false) as typing,
      coalesce(p.viewing_until > now(), false) as viewing,
      case when p.party = 'customer'
        then ${seqUpTo(sql`p.delivered_seq`)} else ${customerSeqUpTo(sql`p.delivered_seq`)} end as delivered_customer,
      case when p.party = 'customer'
        then ${seqUpTo(sql`p.read_seq`)} else ${customerSeqUpTo(sql`p.read_seq`)} end as read_customer
    from participant p
    where p.conversation_id = any(${ids}::uuid[])`.execute(ctx.db)
  const byConversation = new Map<ConversationId, PartyRow[]>()
  for (const row of rows) byConversation.set(row.conversation_id, [...(byConversation.get(row.conversation_id) ?? []), row])
  return byConversation
}

/** Places in line. Each line is counted through once, however many of those who stand in it are asked about. */
async function readAhead(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, number>> {
  const { rows } = await sql<{ id: ConversationId; ahead: number }>`
    select id, ahead from (
      select o.id, row_number() over (partition by o.team_id order by line_at(o.queued_at, o.question_type, o.urgent, o.care), o.id) - 1 as ahead
      from conversation o where ${inLineNow(ctx, 'o')}
        and o.team_id in (select c.team_id from conversation c where c.id = any(${ids}::uuid[]) and ${inLineNow(ctx, 'c')})) line
    where id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row.ahead]))
}

/** Windows that still show their conversation; one statement a node. */
export async function renewViewing(ctx: QueryContext, views: readonly { conversationId: ConversationId; party: Party }[]): Promise<void> {
  const distinct = [...new Map(views.map((view) => [`${view.conversationId}/${view.party}`, view])).values()]
  if (distinct.length === 0) return
  await sql`update participant p set viewing_until = now() + make_interval(secs => ${VIEWING_SECONDS})
    from unnest(${distinct.map((view) => view.conversationId)}::uuid[], ${distinct.map((view) => view.party)}::text[]) as v (id, party)
    where p.conversation_id = v.id and p.party = v.party`.execute(ctx.db)
}

/**
 * Where a cursor, typing or presence changed in the last seconds, on any node, and when. All of them: who looks at a
 * thousand conversations picks his own out of the few that change, which costs less than asking about each.
 */
export async function changedParticipants(ctx: QueryContext): Promise<Map<ConversationId, string>> {
  const { rows } = await sql<{ id: ConversationId; at: string }>`
    select conversation_id as id, max(changed_at)::text as at from participant where changed_at > now() - interval '3 seconds' group by conversation_id`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.id, row.at]))
}
