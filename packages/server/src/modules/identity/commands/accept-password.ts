import type { StaffId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { newId } from '../../../platform/uuid.ts'
import { settleAttempt, takeBackAttempt } from '../attempts.ts'
import { methodsOf, waysOf } from '../proofs/second-proof.ts'
import { accountSubject, addressSubject, factorSubject } from '../store/delays.ts'
import { dropDeadSessionsOf, insertSession, type Caller } from '../store/sessions.ts'
import { lockStaffRow } from '../store/staff.ts'
import { openSession, type NewSession } from './open-session.ts'

/** When and with which browser somebody signed in before: he knows whether it was he. */
export type LastSignIn = { at: string; userAgent: string }

export type PasswordAccepted = NewSession & ({ step: 'done' } | { step: 'second_factor'; methods: ReturnType<typeof waysOf>; lastSignIn: LastSignIn | null })

/**
 * The password was right: sign in, or open the short pending session in which the second proof is given. Locks the
 * person, then the counters.
 *
 * @param passwordHash what the password was compared with, outside the transaction
 * @returns null when that no longer stands: the password was changed or the person deactivated meanwhile
 */
export async function acceptPassword(
  ctx: CommandContext,
  { staffId, passwordHash, from }: { staffId: StaffId; passwordHash: string; from: Caller },
): Promise<PasswordAccepted | null> {
  const staff = await lockStaffRow(ctx, staffId)
  if (staff === undefined || !staff.active || staff.password_hash !== passwordHash) return null
  const account = accountSubject(staff.email)
  const address = addressSubject(from.address)
  if (methodsOf(staff).length === 0) {
    await settleAttempt(ctx, { own: [account, factorSubject(staffId)], address })
    return { ...(await openSession(ctx, { staff, proofs: ['password'], from })), step: 'done' }
  }
  await takeBackAttempt(ctx, [account, address])
  await dropDeadSessionsOf(ctx, staffId)
  const sessionId = newId(ctx.now.getTime())
  const pending = await insertSession(ctx, { id: sessionId, staffId, stage: 'second_factor', steppedUp: false, from })
  const { last_sign_in_at: at, last_sign_in_agent: agent } = staff
  const lastSignIn = at === null ? null : { at: at.toISOString(), userAgent: agent ?? '' }
  return { ...pending, sessionId, step: 'second_factor', methods: waysOf(staff), lastSignIn }
}
