import type { Outlook } from '../rules/sign-in-delay.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { countAttempt, recordFailure, settleAttempt } from '../attempts.ts'
import type { IdentityDeps } from '../deps.ts'
import { credentialOf, isPasskeyRight, userOf } from '../proofs/passkey.ts'
import { relyingPartyOf } from '../proofs/relying-party.ts'
import { accountSubject, addressSubject, credentialSubject, factorSubject } from '../store/delays.ts'
import { findPasskeyOwner } from '../store/passkeys.ts'
import { takePasskeySignIn } from '../store/passkey-sign-ins.ts'
import type { Caller } from '../store/sessions.ts'
import { lockStaffRow, type StaffRow } from '../store/staff.ts'
import { openSession, type NewSession } from './open-session.ts'

export type PasskeySignIn = { token: string; response: unknown; from: Caller }

/**
 * Sign in with a passkey and nothing else. The device has verified the person (a finger, a face, a PIN), so it is both
 * factors at once. Failures are counted against the credential, known or not, and against the address. Lock order:
 * the ceremony, the person, counters, the passkey.
 *
 * @returns `wrong` when it is nobody's, somebody's who may not, or wrong: one answer for all, and it has to be counted
 * @throws Refused `auth.expired`: no ceremony of this browser is open · `auth.wait_before_retry`
 */
export async function signInWithPasskey(
  ctx: CommandContext,
  deps: IdentityDeps,
  { token, response, from }: PasskeySignIn,
): Promise<NewSession | { wrong: Outlook }> {
  const challenge = await takePasskeySignIn(ctx, token)
  if (challenge === null) throw new Refused('auth.expired')
  const credential = credentialOf(response)
  const owner = credential === null ? undefined : await findPasskeyOwner(ctx, credential)
  const staff = owner && (await lockStaffRow(ctx, owner))
  const counted = credentialSubject(credential ?? '')
  const address = addressSubject(from.address)
  const wrong = await countAttempt(ctx, [counted, address])

  if (staff === undefined) return { wrong }
  const proof = { staff, challenge, response, verified: true }
  if (!maySignIn(deps, staff) || userOf(response) !== staff.id || !(await isPasskeyRight(ctx, relyingPartyOf(deps.publicUrl), proof))) {
    await recordFailure(ctx, counted, { staffId: staff.id, proof: 'passkey', address: from.address })
    return { wrong }
  }
  await settleAttempt(ctx, { own: [counted, accountSubject(staff.email), factorSubject(staff.id)], address })
  return openSession(ctx, { staff, proofs: ['passkey'], from })
}

const maySignIn = ({ demo }: Pick<IdentityDeps, 'demo'>, staff: StaffRow): boolean => staff.active && (demo || !staff.demo)
