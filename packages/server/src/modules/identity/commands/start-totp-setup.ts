import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import type { IdentityDeps } from '../deps.ts'
import { accessStaffRow, ownStaffId } from '../reach.ts'
import { lockSession, setPendingTotp } from '../store/sessions.ts'
import { newTotpSecret } from '../totp.ts'

/**
 * Make a secret that waits in this session for its first code; until then the factor in use stays what it was.
 *
 * @throws Refused `auth.expired`
 */
export async function startTotpSetup(ctx: CommandContext, { seals }: IdentityDeps, sessionId: string): Promise<{ secret: string; uri: string }> {
  const staff = await accessStaffRow(ctx, ownStaffId(ctx))
  const session = await lockSession(ctx, sessionId)
  if (session === undefined) throw new Refused('auth.expired')
  const made = newTotpSecret(staff.email)
  await setPendingTotp(ctx, session.id, seals.sealTotp(staff.id, made.secret))
  return made
}
