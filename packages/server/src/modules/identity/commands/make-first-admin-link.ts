import type { CommandContext } from '../../../platform/command.ts'
import type { IdentityDeps } from '../deps.ts'
import { invitationLink } from '../invitation-link.ts'
import { dropDeadInvitations, insertInvitation } from '../store/invitations.ts'
import { isStaffEmpty } from '../store/staff.ts'

/**
 * The link for the first admin, to be printed where only the operator reads. Each start makes its own, as only its hash
 * is kept; all of them die when somebody is on the staff.
 *
 * @returns null when somebody already is
 */
export async function firstAdminLink(ctx: CommandContext, deps: Pick<IdentityDeps, 'publicUrl'>): Promise<string | null> {
  if (!(await isStaffEmpty(ctx))) return null
  await dropDeadInvitations(ctx)
  const { token } = await insertInvitation(ctx, null)
  return invitationLink(deps, token, 'first_admin')
}
