import type { CommandContext } from '../../../platform/command.ts'
import { recordStaff } from '../entries.ts'
import { foldEmail } from '../rules/email.ts'
import { findStaffByEmail, lockStaffRow, updateStaff, type StaffRow } from '../store/staff.ts'
import { inviteStaff, type Invited } from './invite-staff.ts'
import { renewInvitation } from './renew-invitation.ts'

/**
 * What the operator does at the server's own command line, when no admin can: an admin of this address, and a new
 * link for him. Somebody who is there already becomes one, and is taken back if he had left.
 *
 * @throws Refused `agent.not_found`: a demo person, who cannot be given a password
 */
export async function makeAdmin(ctx: CommandContext, { email, name }: { email: string; name: string }): Promise<Invited> {
  const known = await findStaffByEmail(ctx, foldEmail(email))
  if (known === undefined) return inviteStaff(ctx, { email, name, role: 'admin', teamIds: [], capacity: 5 })
  const staff = await lockStaffRow(ctx, known.id)
  if (staff !== undefined) await raise(ctx, staff)
  return renewInvitation(ctx, known.id)
}

async function raise(ctx: CommandContext, { id, name, role, active, team_ids: teamIds, capacity }: StaffRow): Promise<void> {
  if (role === 'admin' && active) return
  await updateStaff(ctx, id, { role: 'admin', active: true })
  await recordStaff(ctx, id, [
    ...(active ? [] : [{ type: 'staff.reactivated' as const, data: {} }]),
    { type: 'staff.changed', data: { name, role: 'admin', teamIds, capacity } },
  ])
  ctx.touched.rights.add(id)
}
