import type { SecondFactor } from '@yingda/protocol/entries/staff.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { recordStaff } from '../entries.ts'
import { methodsOf } from '../proofs/second-proof.ts'
import { deleteSessionsOf, rotateSession } from '../store/sessions.ts'
import type { StaffRow } from '../store/staff.ts'

/**
 * What follows when a factor was added: it is recorded, this session counts as stepped up under a new token, and if it
 * is the first factor, sessions opened with the password alone end.
 *
 * @param before the person as he stood before
 * @returns this session's new token
 */
export async function afterSecondFactorAdded(
  ctx: CommandContext,
  before: StaffRow,
  { factor, sessionId }: { factor: SecondFactor; sessionId: string },
): Promise<string> {
  const ended = methodsOf(before).length === 0 ? await deleteSessionsOf(ctx, before.id, sessionId) : []
  await recordStaff(ctx, before.id, [
    { type: 'staff.second_factor_added', data: { factor } },
    ...ended.map((id) => ({ type: 'staff.session_ended' as const, data: { sessionId: id, why: 'second_factor_added' as const } })),
  ])
  ctx.touched.rights.add(before.id)
  return rotateSession(ctx, sessionId)
}
