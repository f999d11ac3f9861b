import type { AwayWhy } from '@yingda/protocol/availability.ts'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { recordStaff } from '../entries.ts'
import { lockManagedStaff, ownStaffId } from '../reach.ts'
import { updateStaff } from '../store/staff.ts'

/** Whether one takes new conversations now. Choosing what already holds is still a sign of being there, and says that one knows. */
export async function setAvailability(ctx: CommandContext, { available }: { available: boolean }): Promise<void> {
  const staff = await lockManagedStaff(ctx, ownStaffId(ctx))
  if (staff.available === available && staff.away_why === null && staff.missed_offers === 0) return
  await updateStaff(ctx, staff.id, { available, away_why: null, missed_offers: 0 })
  if (staff.available !== available) await recordStaff(ctx, staff.id, [{ type: 'staff.availability_set', data: { available } }])
  ctx.touched.rights.add(staff.id)
}

/** Somebody who did not answer takes no new conversations until he says that he does, and is told why. */
export async function markAway(ctx: CommandContext, staffId: StaffId, why: AwayWhy): Promise<void> {
  const staff = await lockManagedStaff(ctx, staffId)
  if (!staff.available) return
  await updateStaff(ctx, staff.id, { available: false, away_why: why, missed_offers: 0 })
  await recordStaff(ctx, staff.id, [{ type: 'staff.availability_set', data: { available: false, why } }])
  ctx.touched.rights.add(staff.id)
}
