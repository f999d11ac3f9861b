import type { StaffId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { recordStaff } from '../entries.ts'
import { lockManagedStaff } from '../reach.ts'
import { replaceInvitation } from '../store/invitations.ts'
import { updateStaff } from '../store/staff.ts'
import type { Invited } from './invite-staff.ts'

/**
 * A new one-time link, for somebody who has not joined yet or who has lost password or second factor; links before it
 * no longer work. Nothing else changes until it is accepted.
 *
 * @throws Refused `agent.not_found`: nobody, deactivated, or a demo person
 */
export async function renewInvitation(ctx: CommandContext, id: StaffId): Promise<Invited> {
  const staff = await lockManagedStaff(ctx, id)
  if (!staff.active || staff.demo) throw new Refused('agent.not_found')
  await updateStaff(ctx, id, { invited_at: ctx.now })
  await recordStaff(ctx, id, [{ type: 'staff.invitation_renewed', data: {} }])
  return { id, ...(await replaceInvitation(ctx, id)) }
}
