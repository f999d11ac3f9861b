import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { countAttempt, recordFailure, settleAttempt } from '../attempts.ts'
import type { IdentityDeps } from '../deps.ts'
import { recordStaff } from '../entries.ts'
import type { Outlook } from '../rules/sign-in-delay.ts'
import { isSecondProofRight, methodsOf, type SecondProof } from '../proofs/second-proof.ts'
import { accountSubject, addressSubject, factorSubject } from '../store/delays.ts'
import { lockSession, rotateSession } from '../store/sessions.ts'
import { lockStaffRow } from '../store/staff.ts'
import { ownStaffId } from '../reach.ts'

/** `checked`: the password was compared with this hash outside the transaction, and was right. */
export type StepUpProof = SecondProof | { method: 'password'; checked: string }
export type StepUp = { sessionId: string; address: string; proof: StepUpProof }

/**
 * Prove once more who sits there; counts five minutes. A password does only for those who have nothing better. The
 * session gets a new token. Lock order: person, session, counters.
 *
 * @returns the new token, or `wrong` when the proof is (counted, hence no refusal); null when the password has just been changed
 * @throws Refused `auth.required` | `auth.second_factor_required` | `auth.wait_before_retry`
 */
export async function stepUp(ctx: CommandContext, deps: IdentityDeps, { sessionId, address, proof }: StepUp): Promise<string | { wrong: Outlook } | null> {
  const staff = await lockStaffRow(ctx, ownStaffId(ctx))
  const session = await lockSession(ctx, sessionId)
  if (staff === undefined || session?.staff_id !== staff.id || session.stage !== 'signed_in') throw new Refused('auth.required')

  const counters = { own: [proof.method === 'password' ? accountSubject(staff.email) : factorSubject(staff.id)], address: addressSubject(address) }
  if (proof.method === 'password') {
    if (methodsOf(staff).length > 0) throw new Refused('auth.second_factor_required', { methods: methodsOf(staff) })
    if (!staff.demo && staff.password_hash !== proof.checked) return null
  } else {
    const wrong = await countAttempt(ctx, [...counters.own, counters.address])
    if (!(await isSecondProofRight(ctx, deps, { staff, session, proof, for: 'step_up' }))) {
      await recordFailure(ctx, factorSubject(staff.id), { staffId: staff.id, proof: proof.method, address })
      return { wrong }
    }
  }
  await settleAttempt(ctx, counters)
  await recordStaff(ctx, staff.id, [{ type: 'staff.stepped_up', data: { sessionId, proof: proof.method } }])
  return rotateSession(ctx, sessionId)
}
