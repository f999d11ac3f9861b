import type { StaffId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { lockStaffRows, updateStaff } from '../store/staff.ts'
import { markAway } from './set-availability.ts'

/**
 * So many offers let lapse in a row, and one is taken for away. One may fall into a call or a walk to the printer; at the
 * second nobody sits there, and each more would cost another customer the whole time to accept.
 */
export const MISSED_UNTIL_AWAY = 2

/** These let an offer lapse; named twice, two. Locks them in the order of their ids. */
export async function countMissedOffers(ctx: CommandContext, staffIds: readonly StaffId[]): Promise<void> {
  for (const { id, missed_offers: before } of await lockStaffRows(ctx, staffIds)) {
    const missed = before + staffIds.filter((staffId) => staffId === id).length
    await updateStaff(ctx, id, { missed_offers: missed })
    if (missed >= MISSED_UNTIL_AWAY) await markAway(ctx, id, 'offers_missed')
  }
}

/** Whoever answers an offer, with yes or no, is there. The caller holds the person's lock. */
export const forgetMissedOffers = (ctx: CommandContext, staffId: StaffId): Promise<void> => updateStaff(ctx, staffId, { missed_offers: 0 })
