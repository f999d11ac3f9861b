import type { WaitEstimate } from '@yingda/domain/routing/estimate.ts'
import type { ConversationId, CustomerId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { arrivedInLine, standingInLine, type Standing } from '../../conversation/api.ts'
import { openTeams } from '../../workforce/api.ts'
import { estimatesFor } from './desks-now.ts'
import { priorityOfRow } from './stays.ts'
import { workingNow } from './working.ts'

/** What a look may say at most; who was told something longest ago comes first. */
const MOST = 500
/** What has changed is told at most so often, and what has not is said again after so long: it is a new promise then. */
const CHANGED_AFTER_SECONDS = 10
export const AGAIN_AFTER_SECONDS = 60

type Stay = {
  conversation_id: ConversationId
  seq: number
  customer_id: CustomerId
  team_id: TeamId
  at: Date | null
  from_seconds: number | null
  to_seconds: number | null
}
type Told = Stay & { ahead: number; estimate: WaitEstimate }

/**
 * One look at the lines, by one server at a time: tell those who wait how long it will take. What is told is what is
 * written here; outside a team's hours nothing is, since it says when it opens.
 *
 * @returns how many were told something
 */
export async function stateWaits(ctx: CommandContext): Promise<number> {
  if (!(await takeTurn(ctx))) return 0
  await beginArrived(ctx)
  const open = await openTeams(ctx, await teamsWaiting(ctx))
  const due = await staysDue(ctx, open)
  if (due.length === 0) return 0
  const standing = await standingInLine(ctx, open)
  await endLost(
    ctx,
    due.filter((stay) => !standing.has(stay.conversation_id)),
  )
  const inLines = [...standing].map(([id, one]) => ({ id, ...one }))
  const estimates = await estimatesFor(ctx, await workingNow(ctx), inLines)
  const told = due.flatMap((stay) => estimateOf(stay, standing.get(stay.conversation_id), estimates.get(stay.conversation_id)))
  return tell(
    ctx,
    told.filter((one) => isNews(ctx, one)),
  )
}

/** Held until the commit; false = somebody else looks just now. */
async function takeTurn(ctx: CommandContext): Promise<boolean> {
  const { rows } = await sql`select at from line_look for update skip locked`.execute(ctx.db)
  if (rows.length === 0) return false
  await sql`update line_look set at = ${ctx.now.toISOString()}::timestamptz`.execute(ctx.db)
  return true
}

/**
 * Whoever is to be called back at a time stands in line from then on, which no entry says. Where one is still to be read
 * that may, the next look knows.
 */
async function beginArrived(ctx: CommandContext): Promise<void> {
  const arrived = await arrivedInLine(ctx)
  if (arrived.length === 0) return
  const rows = arrived.map((one) => ({ ...one, seq: one.last_seq, priority: priorityOfRow(one), entered_at: one.call_back_from.toISOString() }))
  await sql`
    insert into line_stay (conversation_id, seq, customer_id, team_id, priority, entered_at)
    select s.id, s.seq, s.customer_id, s.team_id, s.priority, s.entered_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (id uuid, seq bigint, customer_id uuid, team_id uuid, priority text, entered_at timestamptz)
    where not exists (select from line_stay l where l.conversation_id = s.id and l.left_at is null)
      and not exists (select from reaction_due d where d.stream_id = s.id and d.reaction_group = 'stays' and d.due)
    on conflict do nothing`.execute(ctx.db)
}

async function teamsWaiting(ctx: CommandContext): Promise<TeamId[]> {
  const { rows } = await sql<{ team_id: TeamId }>`select distinct team_id from line_stay where left_at is null`.execute(ctx.db)
  return rows.map((row) => row.team_id)
}

/**
 * Open stays that were told nothing yet, or not lately, with what they were told last. What a server with a clock ahead
 * of this one wrote is as if it were not there: else nothing would be told until its instant has come.
 */
async function staysDue(ctx: CommandContext, teamIds: readonly TeamId[]): Promise<Stay[]> {
  const now = ctx.now.toISOString()
  const { rows } = await sql<Stay>`
    select l.conversation_id, l.seq, l.customer_id, l.team_id, e.at, e.from_seconds, e.to_seconds
    from line_stay l left join lateral (
      select at, from_seconds, to_seconds from wait_estimate w
      where w.conversation_id = l.conversation_id and w.stay_seq = l.seq and w.at <= ${now}::timestamptz order by w.at desc limit 1) e on true
    where l.left_at is null and l.team_id = any(${[...teamIds]}::uuid[])
      and (e.at is null or e.at <= ${now}::timestamptz - make_interval(secs => ${CHANGED_AFTER_SECONDS}))
    order by e.at nulls first, l.entered_at limit ${MOST}`.execute(ctx.db)
  return rows
}

/** Not in line although no entry says that it was left, for longer than a reaction takes: not to be counted. */
async function endLost(ctx: CommandContext, stays: readonly Stay[]): Promise<void> {
  if (stays.length === 0) return
  const now = ctx.now.toISOString()
  await sql`update line_stay l set left_at = ${now}::timestamptz, how = 'lost'
    where l.conversation_id = any(${stays.map((stay) => stay.conversation_id)}::uuid[]) and l.left_at is null
      and l.entered_at <= ${now}::timestamptz - interval '10 minutes'
      and not exists (select from reaction_due d where d.stream_id = l.conversation_id and d.reaction_group = 'stays' and d.due)`.execute(ctx.db)
}

const estimateOf = (stay: Stay, standing: Standing | undefined, estimate: WaitEstimate | undefined): Told[] =>
  standing === undefined || estimate === undefined ? [] : [{ ...stay, ahead: standing.ahead, estimate }]

function isNews(ctx: CommandContext, { at, from_seconds, to_seconds, estimate }: Told): boolean {
  if (at === null || ctx.now.getTime() - at.getTime() >= AGAIN_AFTER_SECONDS * 1000) return true
  const [from, to] = estimate.kind === 'range' ? [estimate.fromSeconds, estimate.toSeconds] : [null, null]
  return from !== from_seconds || to !== to_seconds
}

async function tell(ctx: CommandContext, told: readonly Told[]): Promise<number> {
  if (told.length === 0) return 0
  const rows = told.map(({ conversation_id, seq, customer_id, ahead, estimate }) => ({
    conversation_id,
    stay_seq: seq,
    customer_id,
    ahead,
    ...columnsOf(estimate),
  }))
  await sql`
    insert into wait_estimate (conversation_id, stay_seq, customer_id, at, ahead, from_seconds, to_seconds, expected_seconds, cannot)
    select s.conversation_id, s.stay_seq, s.customer_id, ${ctx.now.toISOString()}::timestamptz, s.ahead, s.from_seconds, s.to_seconds, s.expected_seconds, s.cannot
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (
      conversation_id uuid, stay_seq bigint, customer_id uuid, ahead integer, from_seconds integer, to_seconds integer, expected_seconds integer, cannot text)
    on conflict (conversation_id, stay_seq, at) do nothing`.execute(ctx.db)
  for (const one of told) ctx.touched.states.add(one.conversation_id)
  return told.length
}

const columnsOf = (estimate: WaitEstimate) =>
  estimate.kind === 'range'
    ? { from_seconds: estimate.fromSeconds, to_seconds: estimate.toSeconds, expected_seconds: estimate.expectedSeconds, cannot: null }
    : { from_seconds: null, to_seconds: null, expected_seconds: null, cannot: estimate.why }
