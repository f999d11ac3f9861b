import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { recordStaff } from '../entries.ts'
import { ownStaffId } from '../reach.ts'
import { deleteSession, listSessionRows } from '../store/sessions.ts'

/**
 * End one of one's own sessions elsewhere. It stops at once: every request reads it, and sockets are told.
 *
 * @throws Refused `request.not_found`: no living session of one's own
 */
export async function endSession(ctx: CommandContext, sessionId: string): Promise<void> {
  const staffId = ownStaffId(ctx)
  const own = await listSessionRows(ctx, staffId)
  if (!own.some((session) => session.id === sessionId)) throw new Refused('request.not_found')
  await deleteSession(ctx, sessionId)
  await recordStaff(ctx, staffId, [{ type: 'staff.session_ended', data: { sessionId, why: 'by_hand' } }])
  ctx.touched.rights.add(staffId)
}
