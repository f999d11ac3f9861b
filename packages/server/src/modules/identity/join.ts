/**
 * Joining by a one-time link. The link is looked up before the password is hashed, which is slow on purpose: a guessed
 * link costs us a look-up and the guesser a quarter of a second, and each guess counts against his address.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Language } from '@yingda/protocol/language.ts'
import type { Role } from '@yingda/protocol/permissions.ts'
import type { QueryContext } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { countAttempt, takeBackAttempt } from './attempts.ts'
import { acceptInvitation } from './commands/accept-invitation.ts'
import { becomeFirstAdmin } from './commands/become-first-admin.ts'
import type { NewSession } from './commands/open-session.ts'
import type { IdentityDeps } from './deps.ts'
import { SYSTEM } from './entries.ts'
import { hashPassword } from './password.ts'
import { foldEmail } from './rules/email.ts'
import { weaknessOf } from './rules/password-strength.ts'
import { WRONG_ANSWER_AFTER_MS } from './rules/sign-in-delay.ts'
import { addressSubject } from './store/delays.ts'
import { findInvitation } from './store/invitations.ts'
import type { Caller } from './store/sessions.ts'
import { findStaff, isStaffEmpty } from './store/staff.ts'

/** `email` only with a first-admin link, which belongs to nobody yet. */
export type Join = { token: string; name: string; password: string; email?: string | undefined; from: Caller; language: Language }

/** @throws Refused `auth.link_expired` | `auth.password_weak` with `reason` (the link stays good) | `auth.wait_before_retry` */
export async function joinByLink({ runner }: IdentityDeps, { email, ...input }: Join): Promise<NewSession> {
  const address = addressSubject(input.from.address)
  await runner.run(SYSTEM, (ctx) => countAttempt(ctx, [address]))
  const notBefore = wait(WRONG_ANSWER_AFTER_MS)
  const joining = await runner.query(SYSTEM, (ctx) => whoJoins(ctx, input.token, email))
  if (joining === null) {
    await notBefore
    throw new Refused('auth.link_expired')
  }
  const weakness = weaknessOf(input.password, joining)
  if (weakness !== null) {
    await runner.run(SYSTEM, (ctx) => takeBackAttempt(ctx, [address]))
    throw new Refused('auth.password_weak', weakness)
  }
  const accepted = { ...input, passwordHash: await hashPassword(input.password) }
  return runner.run(SYSTEM, (ctx) => (email === undefined ? acceptInvitation(ctx, accepted) : becomeFirstAdmin(ctx, { ...accepted, email })))
}

/** Whom this link would let in, without a lock: the command looks again under its own. Null = it works for nobody. */
async function whoJoins(ctx: QueryContext, token: string, email: string | undefined): Promise<{ email: string; role: Role } | null> {
  const link = await findInvitation(ctx, token)
  if (link === undefined) return null
  if (email !== undefined) return link.staffId === null && (await isStaffEmpty(ctx)) ? { email: foldEmail(email), role: 'admin' } : null
  const staff = link.staffId === null ? undefined : await findStaff(ctx, link.staffId)
  return staff?.active === true ? staff : null
}
