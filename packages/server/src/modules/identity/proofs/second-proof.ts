import type { CommandContext } from '../../../platform/command.ts'
import type { IdentityDeps } from '../deps.ts'
import { takeBackupCode } from '../store/backup-codes.ts'
import { takeChallenge, type SessionRow } from '../store/sessions.ts'
import { updateStaff, type StaffRow } from '../store/staff.ts'
import { stepOfCode } from '../totp.ts'
import { isPasskeyRight } from './passkey.ts'
import { relyingPartyOf } from './relying-party.ts'

export type SecondProof = { method: 'totp' | 'backup_code'; code: string } | { method: 'passkey'; response: unknown }

export type ProofInput = { staff: StaffRow; session: SessionRow; proof: SecondProof; for: 'sign_in' | 'step_up' }

/** Whether it is right. Spends the code or the challenge; the person and the session are locked by the caller. */
export async function isSecondProofRight(ctx: CommandContext, deps: Pick<IdentityDeps, 'seals' | 'publicUrl'>, input: ProofInput): Promise<boolean> {
  const { staff, session, proof } = input
  if (proof.method !== 'passkey') return (proof.method === 'totp' ? isCodeRight : isBackupCodeRight)(ctx, deps, staff, proof.code)
  const challenge = await takeChallenge(ctx, session, input.for)
  if (challenge === null) return false
  return isPasskeyRight(ctx, relyingPartyOf(deps.publicUrl), { staff, challenge, response: proof.response })
}

async function isCodeRight(ctx: CommandContext, { seals }: Pick<IdentityDeps, 'seals'>, staff: StaffRow, code: string): Promise<boolean> {
  if (staff.totp_secret === null) return false
  const step = stepOfCode(seals.openTotp(staff.id, staff.totp_secret), code, { now: ctx.now, lastStep: staff.totp_last_step })
  if (step === null) return false
  await updateStaff(ctx, staff.id, { totp_last_step: step })
  return true
}

/** Good only beside a factor: without one there is nothing it could stand in for. */
async function isBackupCodeRight(ctx: CommandContext, { seals }: Pick<IdentityDeps, 'seals'>, staff: StaffRow, code: string): Promise<boolean> {
  return methodsOf(staff).length > 0 && takeBackupCode(ctx, staff.id, seals.hashBackupCode(staff.id, code))
}

/** The second factors somebody has set up. */
export function methodsOf(staff: StaffRow): ('totp' | 'passkey')[] {
  return [...(staff.totp_secret === null ? [] : (['totp'] as const)), ...(staff.passkeys === 0 ? [] : (['passkey'] as const))]
}

/** What somebody can prove himself with beside the password. */
export function waysOf(staff: StaffRow): ('totp' | 'passkey' | 'backup_code')[] {
  const factors = methodsOf(staff)
  return factors.length > 0 && staff.backup_codes > 0 ? [...factors, 'backup_code'] : factors
}
