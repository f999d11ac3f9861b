/**
 * Who may see which conversation, judged where a row is obtained. A customer: his own. Staff: those of his teams, those
 * he holds, held or is offered, and those he is mentioned in; an admin all; a restricted one only by permission.
 */
import { sql, type RawBuilder } from 'kysely'
import { ROLE_PERMISSIONS, type Permission, type Role } from '@yingda/protocol/permissions.ts'
import type { Actor } from '../../platform/actor.ts'

/** May this person be given it? Whoever cannot see a restricted conversation cannot answer in it either. */
export function mayHold({ role }: { role: Role }, { restricted }: { restricted: boolean }): boolean {
  const permissions: readonly Permission[] = ROLE_PERMISSIONS[role]
  return !restricted || permissions.includes('conversation.read_restricted')
}

/** SQL condition over `conversation c` that is true where the actor reaches it. */
export function withinReach(actor: Actor): RawBuilder<boolean> {
  switch (actor.kind) {
    case 'system':
    case 'bot':
      return sql<boolean>`true`
    case 'customer':
      return sql<boolean>`c.customer_id = ${actor.customerId}`
    case 'staff': {
      const unrestricted = actor.permissions.has('conversation.read_restricted') ? sql`true` : sql`not c.restricted`
      if (actor.role === 'admin') return sql<boolean>`${unrestricted}`
      return sql<boolean>`(${unrestricted} and (c.team_id = any(${[...actor.teamIds]}::uuid[]) or c.assignee_id = ${actor.staffId} or c.offered_to = ${actor.staffId}
        or exists (select from conversation_reach r where r.conversation_id = c.id and r.staff_id = ${actor.staffId})))`
    }
  }
}

/**
 * The same rule for many members of staff at once: true where the one of row `w` (`staff_id`, `is_admin`,
 * `sees_restricted`) reaches conversation `c`; `t` has a row (`staff_id`, `team_id`) for each membership.
 */
export const withinReachOfEach = sql<boolean>`(w.sees_restricted or not c.restricted) and (w.is_admin or c.assignee_id = w.staff_id or c.offered_to = w.staff_id
  or exists (select from t where t.staff_id = w.staff_id and t.team_id = c.team_id)
  or exists (select from conversation_reach r where r.conversation_id = c.id and r.staff_id = w.staff_id))`

/** The same rule for many customers at once: true where the one of row `w` (`customer_id`) reaches conversation `c`. */
export const withinReachOfEachCustomer = sql<boolean>`c.customer_id = w.customer_id`
