import type { Proof } from '@yingda/protocol/entries/staff.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { newId } from '../../../platform/uuid.ts'
import { recordStaff, selfActor } from '../entries.ts'
import { dropDeadSessionsOf, insertSession, type Caller } from '../store/sessions.ts'
import { updateStaff, type StaffRow } from '../store/staff.ts'

export type NewSession = { sessionId: string; token: string; expiresAt: Date }

/**
 * Sign somebody in who has proved himself as far as his role demands: a new session with a new token, fresh enough
 * for what needs a step-up. The caller holds the person's lock.
 */
export async function openSession(ctx: CommandContext, { staff, proofs, from }: { staff: StaffRow; proofs: Proof[]; from: Caller }): Promise<NewSession> {
  await dropDeadSessionsOf(ctx, staff.id)
  const sessionId = newId(ctx.now.getTime())
  const { token, expiresAt } = await insertSession(ctx, { id: sessionId, staffId: staff.id, stage: 'signed_in', steppedUp: true, from })
  await updateStaff(ctx, staff.id, { last_seen_at: ctx.now, last_sign_in_at: ctx.now, last_sign_in_agent: from.userAgent.slice(0, 300) })
  await recordStaff(ctx, staff.id, [{ type: 'staff.signed_in', data: { sessionId, proofs, address: from.address } }], selfActor(staff))
  return { sessionId, token, expiresAt }
}
