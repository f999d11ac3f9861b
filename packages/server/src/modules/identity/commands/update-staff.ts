import { isDeepStrictEqual } from 'node:util'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { StaffStreamEntry } from '@yingda/protocol/entries/staff.ts'
import type { StaffSetting, UpdateStaffBody } from '@yingda/protocol/http/staff-admin.ts'
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
 * @throws Refused `agent.not_found` | `team.not_found` | `staff.last_admin` | `setting.changed`: it is not set as it `was` any more, so
 *   that nobody who was let go comes back because his skills are changed in a window that was open before
 */
export async function updateStaffMember(ctx: CommandContext, input: UpdateStaff): Promise<void> {
  const admins = await lockActiveAdmins(ctx)
  const before = await lockManagedStaff(ctx, input.id)
  if (input.was !== undefined && !isSetAs(before, input) && !isSetAs(before, input.was)) throw new Refused('setting.changed')
  const staysAdmin = input.active && input.role === 'admin'
  if (!staysAdmin && admins.includes(input.id) && admins.length === 1) throw new Refused('staff.last_admin')

  const { name, role, capacity, languages, skills, active } = input
  await updateStaff(ctx, input.id, { name, role, capacity, languages, skills, active })
  if (!(await setTeamsOf(ctx, input.id, input.teamIds))) throw new Refused('team.not_found')
  const entries = [...changed(before, input), ...(await stayedOrWent(ctx, before, active))]
  await recordStaff(ctx, input.id, entries)
  ctx.touched.rights.add(input.id)
}

function changed(before: StaffRow, input: StaffSetting): StaffStreamEntry[] {
  const data = comparable(before, input)
  return isDeepStrictEqual(data, comparable(before, settingOf(before))) ? [] : [{ type: 'staff.changed', data }]
}

const isSetAs = (row: StaffRow, setting: StaffSetting): boolean =>
  row.active === setting.active && isDeepStrictEqual(comparable(row, setting), comparable(row, settingOf(row)))

const settingOf = ({ team_ids: teamIds, name, role, capacity, languages, skills, active }: StaffRow): StaffSetting => ({
  name,
  role,
  teamIds,
  capacity,
  languages,
  skills,
  active,
})

/** In one order; what is left out is as it is. */
const comparable = (before: StaffRow, { name, role, capacity, teamIds, languages = before.languages, skills = before.skills }: StaffSetting) => ({
  name,
  role,
  teamIds: [...new Set(teamIds)].toSorted(),
  capacity,
  languages: languages.toSorted(),
  skills: inOneOrder(skills),
})

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
