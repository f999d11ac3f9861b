import type { CommandContext } from '../../../platform/command.ts'
import type { StaffId } from '@yingda/protocol/ids.ts'
import { Refused } from '../../../platform/refused.ts'
import type { IdentityDeps } from '../deps.ts'
import { authenticationOptions } from '../proofs/passkey.ts'
import { relyingPartyOf } from '../proofs/relying-party.ts'
import { listPasskeys } from '../store/passkeys.ts'
import { lockSession, setChallenge } from '../store/sessions.ts'

/**
 * Open a ceremony in this session and give what the browser needs for it.
 *
 * @throws Refused `auth.expired`
 */
export async function startPasskeyProof(ctx: CommandContext, deps: IdentityDeps, input: { staffId: StaffId; sessionId: string; for: 'sign_in' | 'step_up' }) {
  const session = await lockSession(ctx, input.sessionId)
  if (session === undefined) throw new Refused('auth.expired')
  const options = await authenticationOptions(relyingPartyOf(deps.publicUrl), await listPasskeys(ctx, input.staffId))
  await setChallenge(ctx, session.id, options.challenge, input.for)
  return options
}
