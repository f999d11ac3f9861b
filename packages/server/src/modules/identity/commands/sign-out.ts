import type { CommandContext } from '../../../platform/command.ts'
import { recordStaff } from '../entries.ts'
import { ownStaffId } from '../reach.ts'
import { deleteSession } from '../store/sessions.ts'

/** End the session one sits in. */
export async function signOut(ctx: CommandContext, sessionId: string): Promise<void> {
  const staffId = ownStaffId(ctx)
  await deleteSession(ctx, sessionId)
  await recordStaff(ctx, staffId, [{ type: 'staff.signed_out', data: { sessionId } }])
  ctx.touched.rights.add(staffId)
}
