import type { StaffId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { endOffersLocked, lockOffers, openOffers } from '../conversation/api.ts'
import { countMissedOffers, listColleagues } from '../identity/api.ts'
import { goneStaff, onlineStaff } from '../workforce/api.ts'

/**
 * End offers whose time is over, and at once those to people who have left or take nothing new any more: each goes to
 * the next agent, with its place kept. Who was there and let it lapse is counted; several in a row, and he is taken for
 * away. Whose line was down cannot have seen it and is not.
 *
 * Locks conversations (with `skip locked`), then agents. Called by whoever routes and, should nobody, by the watch.
 *
 * @returns how many ended
 */
export async function endOffers(ctx: CommandContext): Promise<number> {
  const open = await openOffers(ctx)
  if (open.length === 0) return 0
  const [online, leftBehind] = [await onlineStaff(ctx.db), await takingNothing(ctx, [...new Set(open.map(({ agentId }) => agentId))])]
  const rows = await lockOffers(
    ctx,
    open.filter(({ agentId, isOver }) => isOver || leftBehind.has(agentId)),
  )
  const ended = rows
    .filter((row) => row.isOver || leftBehind.has(row.offered_to))
    .map((row) => ({ row, why: leftBehind.has(row.offered_to) || !online.has(row.offered_to) ? ('agent_away' as const) : ('lapsed' as const) }))
  await countMissedOffers(
    ctx,
    ended.filter(({ why }) => why === 'lapsed').map(({ row }) => row.offered_to),
  )
  await endOffersLocked(ctx, ended)
  return ended.length
}

/** Of these, who has left the desk for good, has signed out, or has said that he takes nothing new. */
async function takingNothing(ctx: CommandContext, ids: readonly StaffId[]): Promise<Set<StaffId>> {
  const taking = new Set((await listColleagues(ctx)).filter(({ available }) => available).map(({ id }) => id))
  const gone = await goneStaff(ctx.db, ids)
  return new Set(ids.filter((id) => !taking.has(id) || gone.has(id)))
}
