import type { ConversationCounts, ConversationList, ConversationListQuery, ConversationRow } from '@yingda/protocol/http/staff.ts'
import type { ReplyPromise } from '@yingda/protocol/entries/conversation.ts'
import { maskedNumber } from '@yingda/domain/conversation/decide-call-back.ts'
import { maskedAddress } from '@yingda/domain/delivery/address.ts'
import { sql, type RawBuilder } from 'kysely'
import type { StaffActor } from '../platform/actor.ts'
import type { QueryContext } from '../platform/command.ts'
import { inLineNow, withinReach, type ConversationRecord } from '../modules/conversation/api.ts'

type StaffContext = QueryContext & { actor: StaffActor }
export type Listed = ConversationRecord & {
  customer_name: string | null
  signed_in: boolean
  email: string | null
  team_name: string | null
  assignee_name: string | null
  last_seq: number
  read_seq: number
  promise_kind: ReplyPromise | null
  received_at: Date | null
  warn_at: Date | null
  due_at: Date | null
  warned_at: Date | null
  overdue_at: Date | null
  resolving_since: Date | null
  resolve_warn_at: Date | null
  resolve_due_at: Date | null
  resolve_warned_at: Date | null
  resolve_overdue_at: Date | null
}

/** The name of team `t` in the language the reader has chosen for his console. */
const teamNameFor = (actor: StaffActor): RawBuilder<string> =>
  sql`case when (select language from staff where id = ${actor.staffId}) = 'en' then t.name_en else t.name_zh end`

/** Names and cursors that a row needs beside its own columns; `actor` is who reads: his language, his reading cursor. */
export function selectRows(actor: StaffActor): RawBuilder<unknown> {
  return sql`
    select c.*, u.name as customer_name, u.external_id is not null as signed_in, u.email, ${teamNameFor(actor)} as team_name,
      a.name as assignee_name, s.last_seq, coalesce(p.read_seq, 0) as read_seq,
      o.kind as promise_kind, o.received_at, o.warn_at, o.due_at, o.warned_at, o.overdue_at,
      r.started_at as resolving_since, r.warn_at as resolve_warn_at, r.due_at as resolve_due_at, r.warned_at as resolve_warned_at, r.overdue_at as resolve_overdue_at
    from conversation c
    join customer u on u.id = c.customer_id
    join stream s on s.id = c.id
    left join team t on t.id = c.team_id
    left join staff a on a.id = c.assignee_id
    left join obligation o on o.id = c.obligation_id and o.open
    left join resolution r on r.conversation_id = c.id and r.ended_at is null and r.running_since is not null
    left join participant p on p.conversation_id = c.id and p.party = ${actor.staffId}`
}

export function toRow(row: Listed): ConversationRow {
  const { transaction } = row
  return {
    id: row.id,
    reference: row.reference,
    customer: { id: row.customer_id, name: row.customer_name, signedIn: row.signed_in },
    title: row.title,
    lastText: row.last_text,
    lastFrom: row.last_from,
    lastTextSeq: row.last_text_seq,
    questionType: row.question_type,
    language: row.language,
    status: row.status,
    team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '' },
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    restricted: row.restricted,
    care: row.care,
    amount: transaction?.transaction.amount ?? null,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    promise: promiseOf(row),
    resolution: resolutionOf(row),
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    callBack: callBackOf(row),
    outcome: row.outcome,
    rating: row.rating,
    previousConversationId: row.previous_id,
    mergedIntoId: row.merged_into_id,
    lastSeq: row.last_seq,
    readSeq: row.read_seq,
    openedAt: row.opened_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  }
}

function callBackOf({ call_back_channel: channel, call_back_from, call_back_until, call_back_number, ...row }: Listed): ConversationRow['callBack'] {
  if (channel === null) return null
  const number = call_back_number === null ? null : maskedNumber(call_back_number)
  const to = channel === 'mail' ? (row.reply_email ?? row.email) : null
  const address = to === null ? null : maskedAddress(to)
  return { channel, from: call_back_from?.toISOString() ?? null, until: call_back_until?.toISOString() ?? null, number, address }
}

function promiseOf({ promise_kind: kind, received_at, warn_at, due_at, warned_at, overdue_at }: Listed): ConversationRow['promise'] {
  if (kind === null || received_at === null || warn_at === null || due_at === null) return null
  return { kind, since: received_at.toISOString(), warnAt: warn_at.toISOString(), dueAt: due_at.toISOString(), said: saidOf(warned_at, overdue_at) }
}

function resolutionOf({ resolving_since: since, resolve_warn_at: warnAt, resolve_due_at: dueAt, ...row }: Listed): ConversationRow['resolution'] {
  if (since === null || warnAt === null || dueAt === null) return null
  const said = saidOf(row.resolve_warned_at, row.resolve_overdue_at)
  return { since: since.toISOString(), warnAt: warnAt.toISOString(), dueAt: dueAt.toISOString(), said }
}

const saidOf = (warnedAt: Date | null, overdueAt: Date | null) => (overdueAt !== null ? 'missed' : warnedAt !== null ? 'at_risk' : null)

const OPEN = sql`c.status not in ('resolved', 'closed')`

function inView(actor: StaffActor, view: ConversationListQuery['view']): RawBuilder<unknown> {
  switch (view) {
    case 'desk':
      return sql`c.assignee_id = ${actor.staffId} and c.status <> 'snoozed'`
    case 'snoozed':
      return sql`c.assignee_id = ${actor.staffId} and c.status = 'snoozed'`
    case 'waiting':
      return sql`c.status = 'waiting'`
    case 'mentions':
      return sql`exists (select from conversation_reach m where m.conversation_id = c.id and m.staff_id = ${actor.staffId} and m.why = 'mentioned')`
    case 'all':
      return sql`true`
  }
}

function withStatus(status: ConversationListQuery['status']): RawBuilder<unknown> {
  if (status === 'any') return sql`true`
  return status === 'open' ? OPEN : sql`c.status = ${status}`
}

/** One page of conversations in reach. Waiting: longest waiting first. Everything else: changed last first. */
export async function listConversations(ctx: StaffContext, query: ConversationListQuery): Promise<ConversationList> {
  const { actor } = ctx
  const oldestFirst = query.view === 'waiting'
  const key = oldestFirst ? sql.ref('c.queued_at') : sql.ref('c.changed_at')
  const cursor = query.cursor === undefined ? null : parseCursor(query.cursor)
  const beyond =
    cursor === null
      ? sql`true`
      : oldestFirst
        ? sql`(${key}, c.id) > (${cursor.at}::timestamptz, ${cursor.id}::uuid)`
        : sql`(${key}, c.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`
  const ids = query.ids?.split(',').filter((id) => UUID.test(id))
  const { rows } = await sql<Listed & { key_at: string }>`
    select l.*, to_char(l.sort_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key_at from (
      select r.*, ${oldestFirst ? sql`r.queued_at` : sql`r.changed_at`} as sort_at from (
        ${selectRows(actor)}
        where ${withinReach(actor)} and ${inView(actor, query.view)} and ${withStatus(query.status)} and ${beyond}
          and (${query.team ?? null}::uuid is null or c.team_id = ${query.team ?? null})
          and (${query.questionType ?? null}::text is null or c.question_type = ${query.questionType ?? null})
          and (${query.assignee ?? null}::uuid is null or c.assignee_id = ${query.assignee ?? null})
          and (${query.language ?? null}::text is null or c.language = ${query.language ?? null})
          and (${ids ?? null}::uuid[] is null or c.id = any(${ids ?? null}::uuid[]))
        order by ${key} ${oldestFirst ? sql`asc` : sql`desc`}, c.id ${oldestFirst ? sql`asc` : sql`desc`}
        limit ${query.limit + 1}) r) l`.execute(ctx.db)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return { rows: page.map(toRow), nextCursor: rows.length > query.limit && last !== undefined ? `${last.key_at}/${last.id}` : null }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/

/** Where a page ended; null = not one of ours, and the list begins at its beginning. */
function parseCursor(cursor: string): { at: string; id: string } | null {
  const [at = '', id = ''] = cursor.split('/')
  return INSTANT.test(at) && !Number.isNaN(Date.parse(at)) && UUID.test(id) ? { at, id } : null
}

/**
 * How many stand in each of the lists, within the same reach as the lists themselves. Of those that wait, as on the wallboard,
 * only who is in line now: who is called back later stands in the list as well, and is counted from then on.
 */
export async function countConversations(ctx: StaffContext): Promise<ConversationCounts> {
  const { actor } = ctx
  const count = (view: ConversationListQuery['view']): RawBuilder<unknown> => sql`count(*) filter (where ${inView(actor, view)})`
  const inLine = inLineNow(ctx, 'c')
  const totals = await sql<Record<'desk' | 'waiting' | 'mentions' | 'snoozed' | 'all', number> & { nextInLineAt: Date | null }>`
    select ${count('desk')} as desk, count(*) filter (where ${inLine}) as waiting, ${count('mentions')} as mentions, ${count('snoozed')} as snoozed, count(*) as "all",
      min(c.call_back_from) filter (where c.status = 'waiting' and not (${inLine})) as "nextInLineAt"
    from conversation c where ${OPEN} and ${withinReach(actor)}`.execute(ctx.db)
  const teams = actor.role === 'admin' ? sql`true` : sql`t.id = any(${[...actor.teamIds]}::uuid[])`
  const queues = await sql<ConversationCounts['queues'][number]>`
    select t.id as "teamId", ${teamNameFor(actor)} as name,
      (select count(*) from conversation c where c.team_id = t.id and ${inLine} and ${withinReach(actor)}) as waiting
    from team t where t.deleted_at is null and ${teams} order by t.created_at, t.id`.execute(ctx.db)
  const [total] = totals.rows
  return {
    desk: total?.desk ?? 0,
    waiting: total?.waiting ?? 0,
    mentions: total?.mentions ?? 0,
    snoozed: total?.snoozed ?? 0,
    all: total?.all ?? 0,
    queues: queues.rows,
    nextInLineAt: total?.nextInLineAt?.toISOString() ?? null,
  }
}
