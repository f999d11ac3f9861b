import type { OwedChange, Owner, Priority } from '@yingda/domain/conversation/owed.ts'
import type { ReplyPromise } from '@yingda/protocol/entries/conversation.ts'
import type { Deadline } from '@yingda/domain/sla/deadline.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { sendOff, type CommandContext } from '../../platform/command.ts'
import { instants, texts, uuids } from '../../platform/db/arrays.ts'
import { newId } from '../../platform/uuid.ts'
import type { ObligationId } from './tables.ts'

/** What became of the answers owed in one conversation, whose row the caller has locked. */
export type Settlement = {
  conversationId: ConversationId
  customerId: CustomerId
  channel: string
  /** The obligation that was open before. */
  openId: ObligationId | null
  /** What the entries did to it, in order. */
  changes: readonly OwedChange[]
  /** Who owes the answer that is open afterwards; null when none is. `deadline` null = the one it has stands. */
  owes: { owner: Owner; kind: ReplyPromise; priority: Priority; deadline: Deadline | null; isNewOwner: boolean } | null
  priority: Priority
}

type Opened = { id: ObligationId; settlement: Settlement; since: string; closed: Closed | null }
type Closed = { at: string; how: string; reason: string }

/**
 * Open, close and hand on obligations, in two statements whatever their number, which the commit waits for. A request that is answered within the
 * same batch leaves a closed row: what came in and what was answered always add up.
 *
 * @returns the obligation that is open now, by conversation
 */
export function settleObligations(ctx: CommandContext, settlements: readonly Settlement[]): Map<ConversationId, ObligationId | null> {
  const opened: Opened[] = []
  const closed: (Closed & { id: ObligationId })[] = []
  const handedOn: (Settlement & { id: ObligationId })[] = []
  const openNow = new Map<ConversationId, ObligationId | null>()
  for (const settlement of settlements) {
    const last = follow(ctx, settlement, opened, closed)
    openNow.set(settlement.conversationId, last)
    if (last !== null && last === settlement.openId && settlement.owes !== null && (settlement.owes.isNewOwner || settlement.owes.deadline !== null))
      handedOn.push({ ...settlement, id: last })
  }
  sendOff(ctx, closeAndOpen(ctx, closed, opened))
  sendOff(ctx, handOn(ctx, handedOn))
  return openNow
}

/** Walks the changes of one conversation. @returns what is open at the end */
function follow(ctx: CommandContext, settlement: Settlement, opened: Opened[], closed: (Closed & { id: ObligationId })[]): ObligationId | null {
  let openId = settlement.openId
  let fresh: Opened | null = null
  for (const change of settlement.changes) {
    if (change.do === 'open') {
      openId = newId(ctx.now.getTime()) as ObligationId // made by the application, as every id is
      fresh = { id: openId, settlement, since: change.since, closed: null }
      opened.push(fresh)
      continue
    }
    const ending = { at: change.at, how: change.how, reason: change.reason }
    if (fresh !== null) fresh.closed = ending
    else if (openId !== null) closed.push({ ...ending, id: openId })
    openId = null
    fresh = null
  }
  return openId
}

/** One conversation owes one answer at a time: what was owed before is closed before the next is opened. */
async function closeAndOpen(ctx: CommandContext, closing: readonly (Closed & { id: ObligationId })[], opening: readonly Opened[]): Promise<void> {
  if (closing.length === 0 && opening.length === 0) return
  const owners = opening.map(({ settlement, closed }) => (closed === null ? ownerColumns(settlement) : NOBODY))
  await sql`
    with closed as (
      update obligation o set open = false, closed_at = s.at, closed_how = s.how, closed_reason = s.reason
      from unnest(${uuids(closing.map(({ id }) => id))}::uuid[], ${instants(closing.map(({ at }) => at))}::timestamptz[],
        ${texts(closing.map(({ how }) => how))}::text[], ${texts(closing.map(({ reason }) => reason))}::text[]) as s (id, at, how, reason)
      where o.id = s.id and o.open returning o.id
    )
    insert into obligation (id, open, conversation_id, customer_id, channel, kind, priority, owner_kind, owner_id, owned_since, received_at,
      warn_at, due_at, closed_at, closed_how, closed_reason)
    select id, closed_at is null, conversation_id, customer_id, channel, kind, priority, owner_kind, owner_id, since, since,
      warn_at, due_at, closed_at, closed_how, closed_reason
    from unnest(${uuids(opening.map(({ id }) => id))}::uuid[], ${uuids(opening.map(({ settlement }) => settlement.conversationId))}::uuid[],
      ${uuids(opening.map(({ settlement }) => settlement.customerId))}::uuid[], ${texts(opening.map(({ settlement }) => settlement.channel))}::text[],
      ${texts(opening.map(({ settlement }) => settlement.owes?.kind ?? 'next_reply'))}::text[],
      ${texts(opening.map(({ settlement }) => settlement.priority))}::text[], ${texts(owners.map(({ owner_kind: kind }) => kind))}::text[],
      ${uuids(owners.map(({ owner_id: id }) => id))}::uuid[], ${instants(opening.map(({ since }) => since))}::timestamptz[],
      ${instants(owners.map(({ warn_at: at }) => at))}::timestamptz[], ${instants(owners.map(({ due_at: at }) => at))}::timestamptz[],
      ${instants(opening.map(({ closed }) => closed?.at ?? null))}::timestamptz[],
      ${texts(opening.map(({ closed }) => closed?.how ?? null))}::text[], ${texts(opening.map(({ closed }) => closed?.reason ?? null))}::text[])
      as s (id, conversation_id, customer_id, channel, kind, priority, owner_kind, owner_id, since, warn_at, due_at, closed_at, closed_how, closed_reason)
    where (select count(*) from closed) >= 0`.execute(ctx.db)
}

/** Refused by the table where it is open: then an obligation has an owner and a deadline. */
const NOBODY = { owner_kind: null, owner_id: null, warn_at: null, due_at: null }

function ownerColumns({ owes }: Settlement) {
  if (owes === null || owes.deadline === null) return NOBODY
  return {
    owner_kind: owes.owner.kind,
    owner_id: idOf(owes.owner),
    warn_at: new Date(owes.deadline.warnAtMs).toISOString(),
    due_at: new Date(owes.deadline.dueAtMs).toISOString(),
  }
}

const idOf = (owner: Owner): string | null => (owner.kind === 'team' ? owner.teamId : owner.kind === 'agent' ? owner.agentId : null)

/**
 * Another owner now, or another time. A new deadline takes the warning and the lateness of the old one with it; but where it
 * is the same promise that is put to another time, that it was not kept is remembered. From the bot to people another begins.
 */
async function handOn(ctx: CommandContext, handedOn: readonly (Settlement & { id: ObligationId })[]): Promise<void> {
  if (handedOn.length === 0) return
  const rows = handedOn.map((one) => ({
    id: one.id,
    kind: one.owes?.kind,
    priority: one.priority,
    owner_kind: one.owes?.owner.kind,
    is_new_owner: one.owes?.isNewOwner ?? false,
    owner_id: null,
    warn_at: null,
    due_at: null,
    ...handedOnColumns(one),
  }))
  await sql`
    update obligation o set kind = s.kind, priority = s.priority, owner_kind = s.owner_kind, owner_id = s.owner_id,
      owned_since = case when s.is_new_owner then ${ctx.now.toISOString()}::timestamptz else o.owned_since end,
      warn_at = coalesce(s.warn_at, o.warn_at), due_at = coalesce(s.due_at, o.due_at),
      missed_at = coalesce(o.missed_at, case when s.due_at is not null and s.kind = o.kind and o.due_at < ${ctx.now.toISOString()}::timestamptz then o.due_at end),
      warned_at = case when s.due_at is null then o.warned_at end, overdue_at = case when s.due_at is null then o.overdue_at end
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (
      id uuid, kind text, priority text, owner_kind text, is_new_owner boolean, owner_id uuid, warn_at timestamptz, due_at timestamptz)
    where o.id = s.id and o.open`.execute(ctx.db)
}

const handedOnColumns = (one: Settlement): object =>
  one.owes === null ? {} : one.owes.deadline === null ? { owner_id: idOf(one.owes.owner) } : ownerColumns(one)
