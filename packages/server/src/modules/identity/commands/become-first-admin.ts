import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { newStaffId, recordStaff, selfActor } from '../entries.ts'
import { foldEmail } from '../rules/email.ts'
import { weaknessOf } from '../rules/password-strength.ts'
import { settleAttempt } from '../attempts.ts'
import { accountSubject, addressSubject } from '../store/delays.ts'
import { takeInvitation } from '../store/invitations.ts'
import { findStaff, insertStaff, isStaffEmpty, lockWholeStaff } from '../store/staff.ts'
import { openSession, type NewSession } from './open-session.ts'
import type { AcceptInvitation } from './accept-invitation.ts'

/**
 * The first-admin link: whoever comes first with it while nobody is on the staff is the admin. Locks the whole staff
 * table against writing, so that two links on two nodes make one admin.
 *
 * @throws Refused `auth.link_expired` | `auth.password_weak` with `reason`
 */
export async function becomeFirstAdmin(ctx: CommandContext, input: AcceptInvitation & { email: string }): Promise<NewSession> {
  await lockWholeStaff(ctx)
  const invitation = await takeInvitation(ctx, input.token)
  if (invitation?.staffId !== null || !(await isStaffEmpty(ctx))) throw new Refused('auth.link_expired')
  const email = foldEmail(input.email)
  const role = 'admin'
  const weakness = weaknessOf(input.password, { email, role })
  if (weakness !== null) throw new Refused('auth.password_weak', weakness)

  const id = newStaffId(ctx)
  const { name, passwordHash, from, language } = input
  await insertStaff(ctx, {
    id,
    email,
    name,
    role,
    capacity: 5,
    language,
    demo: false,
    password_hash: passwordHash,
    invited_at: null,
    joined_at: ctx.now,
    created_at: ctx.now,
  })
  const staff = await findStaff(ctx, id)
  if (staff === undefined) throw new Error('the first admin was not written')
  await settleAttempt(ctx, { own: [accountSubject(email)], address: addressSubject(from.address) })
  await recordStaff(ctx, id, [{ type: 'staff.joined', data: { name } }], selfActor(staff))
  return openSession(ctx, { staff, proofs: ['invitation'], from })
}
