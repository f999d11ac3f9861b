import type { StaffId } from '@yingda/protocol/ids.ts'
import type { StaffStreamEntry } from '@yingda/protocol/entries/staff.ts'
import type { UpdateStaffBody } from '@yingda/protocol/http/staff-admin.ts'
import type { Skills } from '@yingda/protocol/skills.ts'
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
 * Change somebody's name, role, teams, capacity, languages and skills, let him go or take him back. Letting go ends every session and
 * link at once. What already holds is not recorded. Locks the admins first, then the person.
 *
 * @throws Refused `agent.not_found` | `team.not_found` | `staff.last_admin`
 */
export async function updateStaffMember(ctx: CommandContext, input: UpdateStaff): Promise<void> {
  const admins = await lockActiveAdmins(ctx)
  const before = await lockManagedStaff(ctx, input.id)
  const staysAdmin = input.active && input.role === 'admin'
  if (!staysAdmin && admins.includes(input.id) && admins.length === 1) throw new Refused('staff.last_admin')

  const { name, role, capacity, languages, skills, active } = input
  await updateStaff(ctx, input.id, { name, role, capacity, languages, skills, active })
  if (!(await setTeamsOf(ctx, input.id, input.teamIds))) throw new Refused('team.not_found')
  const entries = [...changed(before, input), ...(await stayedOrWent(ctx, before, active))]
  await recordStaff(ctx, input.id, entries)
  ctx.touched.rights.add(input.id)
}

function changed(before: StaffRow, { name, role, capacity, teamIds, languages = before.languages, skills = before.skills }: UpdateStaff): StaffStreamEntry[] {
  const data = { name, role, teamIds: [...new Set(teamIds)].toSorted(), capacity, languages: languages.toSorted(), skills: inOneOrder(skills) }
  const was = {
    name: before.name,
    role: before.role,
    teamIds: before.team_ids.toSorted(),
    capacity: before.capacity,
    languages: before.languages.toSorted(),
    skills: inOneOrder(before.skills),
  }
  return JSON.stringify(data) === JSON.stringify(was) ? [] : [{ type: 'staff.changed', data }]
}

const inOneOrder = (skills: Skills): Skills => Object.fromEntries(Object.entries(skills).toSorted(([a], [b]) => (a < b ? -1 : 1)))

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
