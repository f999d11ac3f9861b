import type { StaffId } from '@yingda/protocol/ids.ts'
import type { InviteStaffBody } from '@yingda/protocol/http/staff-admin.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { newStaffId, recordStaff } from '../entries.ts'
import { foldEmail } from '../rules/email.ts'
import { insertInvitation } from '../store/invitations.ts'
import { insertStaff } from '../store/staff.ts'
import { setTeamsOf } from '../store/teams.ts'

export type Invited = { id: StaffId; token: string; expiresAt: Date }

/**
 * Put somebody on the staff and make the one-time link with which he sets name and password.
 *
 * @throws Refused `staff.email_taken` | `team.not_found`
 */
export async function inviteStaff(ctx: CommandContext, input: InviteStaffBody): Promise<Invited> {
  const id = newStaffId(ctx)
  const email = foldEmail(input.email)
  const { name, role, capacity, teamIds, languages, skills } = input
  const isNew = await insertStaff(ctx, {
    id,
    email,
    name,
    role,
    capacity,
    languages,
    skills,
    language: 'zh-CN',
    demo: false,
    password_hash: null,
    invited_at: ctx.now,
    joined_at: null,
    created_at: ctx.now,
  })
  if (!isNew) throw new Refused('staff.email_taken')
  if (!(await setTeamsOf(ctx, id, teamIds))) throw new Refused('team.not_found')
  await recordStaff(ctx, id, [{ type: 'staff.invited', data: { email, name, role, teamIds, capacity, languages, skills } }])
  return { id, ...(await insertInvitation(ctx, id)) }
}
