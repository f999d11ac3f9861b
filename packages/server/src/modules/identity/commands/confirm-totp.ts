import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import type { IdentityDeps } from '../deps.ts'
import { lockManagedStaff, ownStaffId } from '../reach.ts'
import { lockSession, setPendingTotp } from '../store/sessions.ts'
import { updateStaff } from '../store/staff.ts'
import { stepOfCode } from '../totp.ts'
import { afterSecondFactorAdded } from './second-factor-added.ts'

/**
 * The first code of the waiting secret makes it the second factor, in place of the one before. Lock order: person,
 * session. A wrong code may be tried again: nobody but the session's owner has the secret, so nothing is guessed.
 *
 * @returns the session's new token
 * @throws Refused `auth.expired` | `auth.second_factor_wrong`
 */
export async function confirmTotp(ctx: CommandContext, { seals }: IdentityDeps, { sessionId, code }: { sessionId: string; code: string }): Promise<string> {
  const staff = await lockManagedStaff(ctx, ownStaffId(ctx))
  const session = await lockSession(ctx, sessionId)
  if (session?.pending_totp == null || session.pending_totp_until === null || ctx.now >= session.pending_totp_until) throw new Refused('auth.expired')
  const step = stepOfCode(seals.openTotp(staff.id, session.pending_totp), code, { now: ctx.now, lastStep: null })
  if (step === null) throw new Refused('auth.second_factor_wrong')
  await updateStaff(ctx, staff.id, { totp_secret: session.pending_totp, totp_last_step: step })
  await setPendingTotp(ctx, sessionId, null)
  return afterSecondFactorAdded(ctx, staff, { factor: 'totp', sessionId })
}
