import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import type { IdentityDeps } from '../deps.ts'
import { recordStaff } from '../entries.ts'
import { methodsOf } from '../proofs/second-proof.ts'
import { lockManagedStaff, ownStaffId } from '../reach.ts'
import { BACKUP_CODES, newBackupCode } from '../rules/backup-code.ts'
import { replaceBackupCodes } from '../store/backup-codes.ts'

/**
 * Ten new backup codes for oneself, in place of those before. This answer is the only time they can be read. They stand
 * in for a second factor that is out of reach, so somebody without one gets none. Locks the person.
 *
 * @throws Refused `auth.second_factor_setup_required`
 */
export async function renewBackupCodes(ctx: CommandContext, { seals }: Pick<IdentityDeps, 'seals'>): Promise<string[]> {
  const staff = await lockManagedStaff(ctx, ownStaffId(ctx))
  if (methodsOf(staff).length === 0) throw new Refused('auth.second_factor_setup_required')
  const codes = Array.from({ length: BACKUP_CODES }, newBackupCode)
  await replaceBackupCodes(
    ctx,
    staff.id,
    codes.map((code) => seals.hashBackupCode(staff.id, code)),
  )
  await recordStaff(ctx, staff.id, [{ type: 'staff.backup_codes_renewed', data: {} }])
  return codes
}
