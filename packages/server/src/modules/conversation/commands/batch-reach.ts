/** Who may write where, for a batch whose conversations are in hand: the same rule as `withinReach`. */
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Actor, StaffActor } from '../../../platform/actor.ts'
import type { QueryContext } from '../../../platform/command.ts'
import type { ConversationRecord } from '../tables.ts'

/** Conversation and member of staff. */
export type Reach = ReadonlySet<string>
type Item = { actor: Actor; input: { conversationId: ConversationId } }
type OfStaff = Item & { actor: StaffActor }

/** Where team and desk do not decide it: what staff have held, or were named in. Asks nothing when they do. */
export async function reachBeyond(ctx: QueryContext, rows: readonly ConversationRecord[], items: readonly Item[]): Promise<Reach> {
  const byId = new Map<string, ConversationRecord>(rows.map((row) => [row.id, row]))
  const asked = items.filter((item): item is OfStaff => {
    const row = byId.get(item.input.conversationId)
    return item.actor.kind === 'staff' && row !== undefined && !isNear(item.actor, row)
  })
  if (asked.length === 0) return new Set()
  const { rows: reached } = await sql<{ conversation_id: string; staff_id: string }>`
    select r.conversation_id, r.staff_id from conversation_reach r
    where r.conversation_id = any(${asked.map((item) => item.input.conversationId)}::uuid[]) and r.staff_id = any(${asked.map((item) => item.actor.staffId)}::uuid[])`.execute(
    ctx.db,
  )
  return new Set(reached.map((row) => `${row.conversation_id}/${row.staff_id}`))
}

/** The same rule as `withinReach`, for rows that are already in hand. */
export function mayReach(actor: Actor, row: ConversationRecord, reach: Reach): boolean {
  if (actor.kind === 'customer') return row.customer_id === actor.customerId
  if (actor.kind !== 'staff') return true
  if (row.restricted && !actor.permissions.has('conversation.read_restricted')) return false
  return isNear(actor, row) || reach.has(`${row.id}/${actor.staffId}`)
}

/** On one's own desk, in a team of one's own; everything is for an admin. */
const isNear = ({ role, teamIds, staffId }: StaffActor, { team_id: teamId, assignee_id: assigneeId }: ConversationRecord): boolean =>
  role === 'admin' || assigneeId === staffId || (teamId !== null && teamIds.includes(teamId))
