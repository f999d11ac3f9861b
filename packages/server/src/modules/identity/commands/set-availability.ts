import type { StaffId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { recordStaff } from '../entries.ts'
import { lockManagedStaff, ownStaffId } from '../reach.ts'
import { updateStaff } from '../store/staff.ts'

/** Whether one takes new conversations now. Choosing what already holds changes nothing. */
export const setAvailability = (ctx: CommandContext, { available }: { available: boolean }): Promise<void> => set(ctx, ownStaffId(ctx), available)

/** Somebody who did not answer takes no new conversations until he says that he does. */
export const markAway = (ctx: CommandContext, staffId: StaffId): Promise<void> => set(ctx, staffId, false)

async function set(ctx: CommandContext, staffId: StaffId, available: boolean): Promise<void> {
  const staff = await lockManagedStaff(ctx, staffId)
  if (staff.available === available) return
  await updateStaff(ctx, staff.id, { available })
  await recordStaff(ctx, staff.id, [{ type: 'staff.availability_set', data: { available } }])
  ctx.touched.rights.add(staff.id)
}
