import type { CommandContext } from '../../../platform/command.ts'
import { networkOf } from '../../../platform/http/address.ts'
import { countUse } from '../../../platform/rate-limit.ts'
import type { IdentityDeps } from '../deps.ts'
import { discoverableOptions } from '../proofs/passkey.ts'
import { relyingPartyOf } from '../proofs/relying-party.ts'
import { dropOldPasskeySignIns, insertPasskeySignIn } from '../store/passkey-sign-ins.ts'

/** A whole office may sit behind one address. */
const STARTS = { name: 'passkey_sign_in', most: 120, windowSeconds: 300 }

/**
 * Open a ceremony for somebody who has not said who he is: the passkey will. The token goes into a cookie, so that only
 * the browser that asked may answer.
 *
 * @throws Refused `request.too_many`
 */
export async function startPasskeySignIn(ctx: CommandContext, deps: Pick<IdentityDeps, 'publicUrl'>, { address }: { address: string }) {
  await countUse(ctx.db, STARTS, networkOf(address))
  await dropOldPasskeySignIns(ctx)
  const options = await discoverableOptions(relyingPartyOf(deps.publicUrl))
  return { options, token: await insertPasskeySignIn(ctx, options.challenge) }
}
