import type { CommandContext } from '../../../platform/command.ts'
import { recordStaff } from '../entries.ts'
import { lockManagedStaff, ownStaffId } from '../reach.ts'
import { updateStaff } from '../store/staff.ts'

/** Whether one takes new conversations now. Choosing what already holds changes nothing. */
export async function setAvailability(ctx: CommandContext, { available }: { available: boolean }): Promise<void> {
  const staff = await lockManagedStaff(ctx, ownStaffId(ctx))
  if (staff.available === available) return
  await updateStaff(ctx, staff.id, { available })
  await recordStaff(ctx, staff.id, [{ type: 'staff.availability_set', data: { available } }])
  ctx.touched.rights.add(staff.id)
}
