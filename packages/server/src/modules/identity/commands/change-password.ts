import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { recordStaff } from '../entries.ts'
import { lockManagedStaff, ownStaffId } from '../reach.ts'
import { weaknessOf } from '../rules/password-strength.ts'
import { deleteInvitationsOf } from '../store/invitations.ts'
import { deleteSessionsOf, rotateSession } from '../store/sessions.ts'
import { updateStaff } from '../store/staff.ts'

export type ChangePassword = {
  sessionId: string
  password: string
  /** Of this password; made before the transaction, as it is slow. */
  passwordHash: string
}

/**
 * A new password of one's own. Every other session ends, a link that still waits is void, and this session gets a new
 * token: whoever knew the old password is out. Locks the person.
 *
 * @returns this session's new token
 * @throws Refused `auth.password_weak` with `reason` | `permission.denied`: a demo person has no password
 */
export async function changePassword(ctx: CommandContext, { sessionId, password, passwordHash }: ChangePassword): Promise<string> {
  const staff = await lockManagedStaff(ctx, ownStaffId(ctx))
  if (staff.demo) throw new Refused('permission.denied')
  const weakness = weaknessOf(password, staff)
  if (weakness !== null) throw new Refused('auth.password_weak', weakness)

  await updateStaff(ctx, staff.id, { password_hash: passwordHash })
  await deleteInvitationsOf(ctx, staff.id)
  const ended = await deleteSessionsOf(ctx, staff.id, sessionId)
  await recordStaff(ctx, staff.id, [
    { type: 'staff.password_changed', data: {} },
    ...ended.map((id) => ({ type: 'staff.session_ended' as const, data: { sessionId: id, why: 'password_changed' as const } })),
  ])
  ctx.touched.rights.add(staff.id)
  return rotateSession(ctx, sessionId)
}
