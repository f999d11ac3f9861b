import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import type { IdentityDeps } from '../deps.ts'
import { registrationOptions } from '../proofs/passkey.ts'
import { relyingPartyOf } from '../proofs/relying-party.ts'
import { accessStaffRow, ownStaffId } from '../reach.ts'
import { listPasskeys } from '../store/passkeys.ts'
import { lockSession, setChallenge } from '../store/sessions.ts'

/**
 * Open the ceremony that makes a new passkey.
 *
 * @throws Refused `auth.expired`
 */
export async function startPasskeyRegistration(ctx: CommandContext, deps: IdentityDeps, sessionId: string) {
  const staff = await accessStaffRow(ctx, ownStaffId(ctx))
  const session = await lockSession(ctx, sessionId)
  if (session === undefined) throw new Refused('auth.expired')
  const options = await registrationOptions(relyingPartyOf(deps.publicUrl), staff, await listPasskeys(ctx, staff.id))
  await setChallenge(ctx, session.id, options.challenge, 'register')
  return options
}
