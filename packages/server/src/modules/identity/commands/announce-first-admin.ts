import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { isNodeThere } from '../../../platform/job-holders.ts'
import type { IdentityDeps } from '../deps.ts'
import { INVITATION_MS } from '../rules/session-life.ts'
import { isStaffEmpty, lockWholeStaff } from '../store/staff.ts'
import { firstAdminLink } from './make-first-admin-link.ts'

const FACT = 'first_admin_link'

/** A server, as whoever looks for what it has printed finds it. */
export type Printer = { nodeId: string; host: string; processId: number }
export type FirstAdmin = { is: 'there' } | { is: 'asked'; link: string } | { is: 'asked_elsewhere'; printer: Printer; at: Date }

/**
 * What a start has to say of the first admin. Of several servers that begin on one empty database one prints a link: each link is
 * a key to everything, and nobody looks for a second one. As long as it lives, and its link, the others name it.
 *
 * Locks the whole staff table against writing, so that of two that start at once one sees the other.
 *
 * @param own one that runs jobs, and has said so: else nobody would see that it lives
 */
export async function announceFirstAdmin(ctx: CommandContext, deps: Pick<IdentityDeps, 'publicUrl'>, own: Printer): Promise<FirstAdmin> {
  if (!(await isStaffEmpty(ctx))) return { is: 'there' }
  await lockWholeStaff(ctx)
  const before = await printedBefore(ctx)
  if (before !== null && before.printer.nodeId !== own.nodeId && (await isNodeThere(ctx.db, before.printer.nodeId))) return { is: 'asked_elsewhere', ...before }
  const link = await firstAdminLink(ctx, deps)
  if (link === null) return { is: 'there' }
  await sql`insert into deployment_fact (name, value, at) values (${FACT}, ${JSON.stringify(own)}::jsonb, ${ctx.now.toISOString()})
    on conflict (name) do update set value = excluded.value, at = excluded.at`.execute(ctx.db)
  return { is: 'asked', link }
}

/** Who has printed the newest link, unless that does not work any more. */
async function printedBefore({ db, now }: CommandContext): Promise<{ printer: Printer; at: Date } | null> {
  const { rows } = await sql<{ printer: Printer; at: Date }>`select value as printer, at from deployment_fact where name = ${FACT}`.execute(db)
  const [found] = rows
  return found === undefined || found.at.getTime() + INVITATION_MS <= now.getTime() ? null : found
}
