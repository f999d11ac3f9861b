import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { recordStaff } from '../entries.ts'
import { lockManagedStaff, ownStaffId } from '../reach.ts'
import { needsSecondFactor } from '../rules/second-factor.ts'
import { deleteBackupCodesOf } from '../store/backup-codes.ts'
import { deletePasskey } from '../store/passkeys.ts'
import { updateStaff, type StaffRow } from '../store/staff.ts'

export type RemoveSecondFactor = { factor: 'totp' } | { factor: 'passkey'; id: string }

/**
 * Take away one of one's own second factors: the phone was sold, the key lost. Who needs one keeps one;
 * with the last the backup codes go.
 *
 * @throws Refused `request.not_found` | `auth.second_factor_setup_required`: it is the last, and the role demands one
 */
export async function removeSecondFactor(ctx: CommandContext, input: RemoveSecondFactor): Promise<void> {
  const staff = await lockManagedStaff(ctx, ownStaffId(ctx))
  if (!(await takeAway(ctx, staff, input))) throw new Refused('request.not_found')
  const left = staff.passkeys + (staff.totp_secret === null ? 0 : 1) - 1
  if (left === 0 && needsSecondFactor(staff.role)) throw new Refused('auth.second_factor_setup_required')
  if (left === 0) await deleteBackupCodesOf(ctx, staff.id)
  await recordStaff(ctx, staff.id, [{ type: 'staff.second_factor_removed', data: { factor: input.factor, why: 'by_hand' } }])
  ctx.touched.rights.add(staff.id)
}

async function takeAway(ctx: CommandContext, staff: StaffRow, input: RemoveSecondFactor): Promise<boolean> {
  if (input.factor === 'passkey') return deletePasskey(ctx, staff.id, input.id)
  if (staff.totp_secret === null) return false
  await updateStaff(ctx, staff.id, { totp_secret: null, totp_last_step: null })
  return true
}
