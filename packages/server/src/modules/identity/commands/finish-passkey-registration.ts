import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { newId } from '../../../platform/uuid.ts'
import type { IdentityDeps } from '../deps.ts'
import { judgeRegistration } from '../proofs/passkey.ts'
import { relyingPartyOf } from '../proofs/relying-party.ts'
import { lockManagedStaff, ownStaffId } from '../reach.ts'
import { insertPasskey } from '../store/passkeys.ts'
import { lockSession, takeChallenge } from '../store/sessions.ts'
import { afterSecondFactorAdded } from './second-factor-added.ts'

/**
 * Keep the passkey the browser has made. Lock order: person, session.
 *
 * @returns the session's new token
 * @throws Refused `auth.expired` | `auth.second_factor_wrong`: the challenge is too old, answered, or answered wrongly
 */
export async function finishPasskeyRegistration(
  ctx: CommandContext,
  deps: IdentityDeps,
  { sessionId, response }: { sessionId: string; response: unknown },
): Promise<string> {
  const staff = await lockManagedStaff(ctx, ownStaffId(ctx))
  const session = await lockSession(ctx, sessionId)
  if (session === undefined) throw new Refused('auth.expired')
  const challenge = await takeChallenge(ctx, session, 'register')
  const passkey = challenge && (await judgeRegistration(relyingPartyOf(deps.publicUrl), challenge, response))
  if (!passkey) throw new Refused('auth.second_factor_wrong')
  const isNew = await insertPasskey(ctx, { ...passkey, id: newId(ctx.now.getTime()), staff_id: staff.id })
  if (!isNew) throw new Refused('auth.second_factor_wrong')
  return afterSecondFactorAdded(ctx, staff, { factor: 'passkey', sessionId })
}
