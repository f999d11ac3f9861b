import type { StaffId } from '@yingda/protocol/ids.ts'
import type { StaffStreamEntry } from '@yingda/protocol/entries/staff.ts'
import type { UpdateStaffBody } from '@yingda/protocol/http/staff.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { recordStaff } from '../entries.ts'
import { lockManagedStaff } from '../reach.ts'
import { deleteInvitationsOf } from '../store/invitations.ts'
import { deleteSessionsOf } from '../store/sessions.ts'
import { lockActiveAdmins, updateStaff, type StaffRow } from '../store/staff.ts'
import { setTeamsOf } from '../store/teams.ts'

export type UpdateStaff = UpdateStaffBody & { id: StaffId }

/**
 * Change somebody's name, role, teams and capacity, let him go or take him back. Letting go ends every session and
 * link at once. What already holds is not recorded. Locks the admins first, then the person.
 *
 * @throws Refused `agent.not_found` | `team.not_found` | `staff.last_admin`
 */
export async function updateStaffMember(ctx: CommandContext, input: UpdateStaff): Promise<void> {
  const admins = await lockActiveAdmins(ctx)
  const before = await lockManagedStaff(ctx, input.id)
  const staysAdmin = input.active && input.role === 'admin'
  if (!staysAdmin && admins.includes(input.id) && admins.length === 1) throw new Refused('staff.last_admin')

  const { name, role, capacity, active } = input
  await updateStaff(ctx, input.id, { name, role, capacity, active })
  if (!(await setTeamsOf(ctx, input.id, input.teamIds))) throw new Refused('team.not_found')
  const entries = [...changed(before, input), ...(await stayedOrWent(ctx, before, active))]
  await recordStaff(ctx, input.id, entries)
  ctx.touched.rights.add(input.id)
}

function changed(before: StaffRow, { name, role, capacity, teamIds }: UpdateStaff): StaffStreamEntry[] {
  const teams = [...new Set(teamIds)].toSorted()
  const same = before.name === name && before.role === role && before.capacity === capacity && before.team_ids.toSorted().join() === teams.join()
  return same ? [] : [{ type: 'staff.changed', data: { name, role, teamIds: teams, capacity } }]
}

async function stayedOrWent(ctx: CommandContext, before: StaffRow, active: boolean): Promise<StaffStreamEntry[]> {
  if (before.active === active) return []
  if (active) return [{ type: 'staff.reactivated', data: {} }]
  await deleteInvitationsOf(ctx, before.id)
  const ended = await deleteSessionsOf(ctx, before.id)
  return [
    { type: 'staff.deactivated', data: {} },
    ...ended.map((sessionId) => ({ type: 'staff.session_ended' as const, data: { sessionId, why: 'deactivated' as const } })),
  ]
}
