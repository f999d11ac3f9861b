import type { Brand } from '@yingda/protocol/http/staff-session.ts'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext, QueryContext, Runner } from '../../platform/command.ts'
import type { Seals } from './seals.ts'

/** What identity is given by `app.ts`. */
export type IdentityDeps = {
  runner: Runner
  seals: Seals
  /** PUBLIC_URL: where links lead, what passkeys are bound to, whether cookies are Secure. */
  publicUrl: URL
  /** Whether the demo is on here: only then do its people sign in, even where it was once loaded. */
  demo: boolean
  /** The operator's name, shown at sign-in and in the console's head. */
  brand: Brand
  /** TIME_ZONE: the desk's own clock. */
  timeZone: string
  /** How many open conversations somebody holds; higher modules know. */
  openConversations(ctx: QueryContext, staffId: StaffId): Promise<number>
  /** Whether a team still has open conversations; asked under the team's lock. */
  isTeamBusy(ctx: CommandContext, teamId: TeamId): Promise<boolean>
}
