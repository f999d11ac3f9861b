import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { isDemo } from '../queries/demo.ts'
import { foldEmail } from '../rules/email.ts'
import type { Caller } from '../store/sessions.ts'
import { findStaffByEmail, lockStaffRow } from '../store/staff.ts'
import { openSession, type NewSession } from './open-session.ts'

/**
 * One click, no password: only for the demo's own people, and only where the demo was loaded.
 *
 * @throws Refused `request.not_found`
 */
export async function signInDemo(ctx: CommandContext, { email, from }: { email: string; from: Caller }): Promise<NewSession> {
  const found = (await isDemo(ctx)) ? await findStaffByEmail(ctx, foldEmail(email)) : undefined
  const staff = found?.demo === true ? await lockStaffRow(ctx, found.id) : undefined
  if (staff === undefined || !staff.active) throw new Refused('request.not_found')
  return openSession(ctx, { staff, proofs: ['demo'], from })
}
