/**
 * Proving oneself with a password: count, compare, settle. The comparison is slow on purpose and stands between two
 * transactions, never inside one. Whether an account exists can be told neither from the answer nor from its time.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { StaffActor } from '../../platform/actor.ts'
import { Refused } from '../../platform/refused.ts'
import { countAttempt, recordFailure } from './attempts.ts'
import { acceptPassword, type PasswordAccepted } from './commands/accept-password.ts'
import { finishSignIn, type FinishSignIn } from './commands/finish-sign-in.ts'
import type { NewSession } from './commands/open-session.ts'
import { signInWithPasskey as withPasskey, type PasskeySignIn } from './commands/sign-in-with-passkey.ts'
import { stepUp, type StepUp } from './commands/step-up.ts'
import type { IdentityDeps } from './deps.ts'
import { SYSTEM } from './entries.ts'
import { isPasswordRight } from './password.ts'
import { methodsOf, type SecondProof } from './proofs/second-proof.ts'
import { foldEmail } from './rules/email.ts'
import { WRONG_ANSWER_AFTER_MS, type Outlook } from './rules/sign-in-delay.ts'
import { accountSubject, addressSubject } from './store/delays.ts'
import type { Caller } from './store/sessions.ts'
import { findStaff, findStaffByEmail, type StaffRow } from './store/staff.ts'

/** @throws Refused `auth.wrong_credentials` | `auth.wait_before_retry` */
export async function signInWithPassword(deps: IdentityDeps, input: { email: string; password: string; from: Caller }): Promise<PasswordAccepted> {
  const email = foldEmail(input.email)
  const staff = await deps.runner.query(SYSTEM, (ctx) => findStaffByEmail(ctx, email))
  const passwordHash = staff?.active === true ? staff.password_hash : null
  const { right, ifWrong } = await comparePassword(deps, { email, staff, passwordHash, password: input.password, address: input.from.address })
  const accepted =
    right && staff && passwordHash && (await deps.runner.run(SYSTEM, (ctx) => acceptPassword(ctx, { staffId: staff.id, passwordHash, from: input.from })))
  if (!accepted) throw new Refused('auth.wrong_credentials', ifWrong)
  return accepted
}

type Comparison = { email: string; staff: StaffRow | undefined; passwordHash: string | null; password: string; address: string }

/** Count the attempt, compare, and write a failure down. @throws Refused `auth.wait_before_retry` */
async function comparePassword(
  { runner }: IdentityDeps,
  { email, staff, passwordHash, password, address }: Comparison,
): Promise<{ right: boolean; ifWrong: Outlook }> {
  const account = accountSubject(email)
  const ifWrong = await runner.run(SYSTEM, (ctx) => countAttempt(ctx, [account, addressSubject(address)]))
  const notBefore = wait(WRONG_ANSWER_AFTER_MS)
  if (await isPasswordRight(passwordHash, password)) return { right: true, ifWrong }
  if (staff !== undefined) await runner.run(SYSTEM, (ctx) => recordFailure(ctx, account, { staffId: staff.id, proof: 'password', address }))
  await notBefore
  return { right: false, ifWrong }
}

/** @throws Refused `auth.second_factor_wrong` | `auth.expired` | `auth.wait_before_retry` */
export async function signInWithSecondProof(deps: IdentityDeps, input: FinishSignIn): Promise<NewSession> {
  const session = await deps.runner.run(SYSTEM, (ctx) => finishSignIn(ctx, deps, input))
  if ('wrong' in session) throw new Refused('auth.second_factor_wrong', session.wrong)
  return session
}

/** @throws Refused `auth.passkey_wrong` | `auth.expired` | `auth.wait_before_retry` */
export async function signInWithPasskey(deps: IdentityDeps, input: PasskeySignIn): Promise<NewSession> {
  const notBefore = wait(WRONG_ANSWER_AFTER_MS)
  const session = await deps.runner.run(SYSTEM, (ctx) => withPasskey(ctx, deps, input))
  if (!('wrong' in session)) return session
  await notBefore
  throw new Refused('auth.passkey_wrong', session.wrong)
}

export type StepUpAttempt = Omit<StepUp, 'proof'> & { proof: SecondProof | { method: 'password'; password: string } }

/**
 * @returns the session's new token
 * @throws Refused `auth.wrong_credentials` | `auth.second_factor_wrong` | `auth.second_factor_required` | `auth.wait_before_retry`
 */
export async function stepUpWith(deps: IdentityDeps, actor: StaffActor, { proof, ...where }: StepUpAttempt): Promise<string> {
  const checked =
    proof.method === 'password'
      ? { method: proof.method, checked: await checkOwnPassword(deps, actor, { password: proof.password, address: where.address }) }
      : proof
  const token = await deps.runner.run(actor, (ctx) => stepUp(ctx, deps, { ...where, proof: checked }))
  if (token === null) throw new Refused('auth.wrong_credentials')
  if (typeof token !== 'string') throw new Refused('auth.second_factor_wrong', token.wrong)
  return token
}

/** @returns the hash the password was right for; a demo person has none and nothing to prove */
async function checkOwnPassword(deps: IdentityDeps, actor: StaffActor, { password, address }: { password: string; address: string }): Promise<string> {
  const staff = await deps.runner.query(actor, (ctx) => findStaff(ctx, actor.staffId))
  if (staff === undefined) throw new Refused('auth.required')
  if (staff.demo) return ''
  if (methodsOf(staff).length > 0) throw new Refused('auth.second_factor_required', { methods: methodsOf(staff) })
  const { right, ifWrong } = await comparePassword(deps, { email: staff.email, staff, passwordHash: staff.password_hash, password, address })
  if (!right || staff.password_hash === null) throw new Refused('auth.wrong_credentials', ifWrong)
  return staff.password_hash
}
