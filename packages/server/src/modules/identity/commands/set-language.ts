import type { Language } from '@yingda/protocol/language.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { recordStaff } from '../entries.ts'
import { lockManagedStaff, ownStaffId } from '../reach.ts'
import { updateStaff } from '../store/staff.ts'

/** The language one's console speaks. Choosing the present one changes nothing. */
export async function setLanguage(ctx: CommandContext, { language }: { language: Language }): Promise<void> {
  const staff = await lockManagedStaff(ctx, ownStaffId(ctx))
  if (staff.language === language) return
  await updateStaff(ctx, staff.id, { language })
  await recordStaff(ctx, staff.id, [{ type: 'staff.language_set', data: { language } }])
}
