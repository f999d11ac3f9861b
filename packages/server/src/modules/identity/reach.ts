/** Who may obtain a member of staff's row, and whose teams are whose. No reach reads like no such person. */
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { findStaff, lockStaffRow, type StaffRow } from './store/staff.ts'

/** The person who acts; the doors to one's own things are open to staff alone. */
export function ownStaffId({ actor }: Pick<QueryContext, 'actor'>): StaffId {
  if (actor.kind !== 'staff') throw new Refused('auth.required')
  return actor.staffId
}

/** An admin reaches everybody, the system too, others only themselves. */
function reaches({ actor }: Pick<QueryContext, 'actor'>, id: StaffId): boolean {
  if (actor.kind === 'staff') return actor.staffId === id || actor.permissions.has('staff.manage')
  return actor.kind === 'system'
}

/** @throws Refused `agent.not_found` */
export async function accessStaffRow(ctx: QueryContext, id: StaffId): Promise<StaffRow> {
  const row = reaches(ctx, id) ? await findStaff(ctx, id) : undefined
  if (row === undefined) throw new Refused('agent.not_found')
  return row
}

/** @throws Refused `agent.not_found` */
export async function lockManagedStaff(ctx: QueryContext, id: StaffId): Promise<StaffRow> {
  const row = reaches(ctx, id) ? await lockStaffRow(ctx, id) : undefined
  if (row === undefined) throw new Refused('agent.not_found')
  return row
}

/** A lead says how the own teams work, an admin how all of them do. What a permission allows at all, the route asks. */
export const leadsTeam = ({ actor }: Pick<QueryContext, 'actor'>, id: TeamId): boolean =>
  actor.kind === 'staff' ? actor.role === 'admin' || actor.teamIds.includes(id) : actor.kind === 'system'

/** @throws Refused `team.not_own` */
export function mustLead(ctx: Pick<QueryContext, 'actor'>, id: TeamId): void {
  if (!leadsTeam(ctx, id)) throw new Refused('team.not_own')
}
