import type { StaffId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { countAttempt, recordFailure, settleAttempt } from '../attempts.ts'
import type { IdentityDeps } from '../deps.ts'
import type { Outlook } from '../rules/sign-in-delay.ts'
import { isSecondProofRight, type SecondProof } from '../proofs/second-proof.ts'
import { accountSubject, addressSubject, factorSubject } from '../store/delays.ts'
import { deleteSession, lockSession, type Caller } from '../store/sessions.ts'
import { lockStaffRow } from '../store/staff.ts'
import { openSession, type NewSession } from './open-session.ts'

export type FinishSignIn = { staffId: StaffId; sessionId: string; proof: SecondProof; from: Caller }

/**
 * The second proof of a sign-in. The pending session gives way to a new one. Lock order: person, session, counters.
 *
 * @returns `wrong` when the proof is: an answer and not a refusal, because the failure has to be counted
 * @throws Refused `auth.expired` | `auth.wait_before_retry`
 */
export async function finishSignIn(
  ctx: CommandContext,
  deps: IdentityDeps,
  { staffId, sessionId, proof, from }: FinishSignIn,
): Promise<NewSession | { wrong: Outlook }> {
  const staff = await lockStaffRow(ctx, staffId)
  const session = await lockSession(ctx, sessionId)
  if (staff === undefined || !staff.active || session?.stage !== 'second_factor') throw new Refused('auth.expired')
  const factor = factorSubject(staffId)
  const address = addressSubject(from.address)
  const wrong = await countAttempt(ctx, [factor, address])

  if (!(await isSecondProofRight(ctx, deps, { staff, session, proof, for: 'sign_in' }))) {
    await recordFailure(ctx, factor, { staffId, proof: proof.method, address: from.address })
    return { wrong }
  }
  await settleAttempt(ctx, { own: [accountSubject(staff.email), factor], address })
  await deleteSession(ctx, sessionId)
  return openSession(ctx, { staff, proofs: ['password', proof.method], from })
}
