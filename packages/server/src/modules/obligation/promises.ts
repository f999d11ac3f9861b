import type { PromiseTarget } from '@yingda/domain/sla/deadline.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../platform/command.ts'

/** Everything that is promised: nine rows, one for each kind and priority. */
export async function promiseTargets(ctx: QueryContext): Promise<PromiseTarget[]> {
  const { rows } = await sql<PromiseTarget>`select kind, priority, minutes, warn_percent as "warnPercent" from promise`.execute(ctx.db)
  return rows
}
