import type { PromiseTarget } from '@yingda/domain/sla/deadline.ts'
import type { PromiseRow } from '@yingda/protocol/http/promise.ts'
import { sql, type RawBuilder } from 'kysely'
import type { CommandContext, QueryContext } from '../../platform/command.ts'

/** Everything that is promised: twelve rows, one for each kind and priority. */
export async function promiseTargets(ctx: QueryContext): Promise<PromiseTarget[]> {
  const { rows } = await sql<PromiseTarget>`select kind, priority, minutes, warn_percent as "warnPercent" from promise`.execute(ctx.db)
  return rows
}

/** As above with what follows when it is missed; by kind, the most pressing first. */
export const listPromises = (ctx: QueryContext): Promise<PromiseRow[]> => read(ctx, sql``)

/** `for no key update`, all of them in one order: whoever changes promises does so alone. */
export const lockPromises = (ctx: CommandContext): Promise<PromiseRow[]> => read(ctx, sql`for no key update`)

async function read({ db }: QueryContext, lock: RawBuilder<unknown>): Promise<PromiseRow[]> {
  const { rows } = await sql<PromiseRow>`
    select kind, priority, minutes, warn_percent as "warnPercent", release_minutes as "releaseMinutes" from promise
    order by array_position('{bot_reply,first_reply,next_reply,resolution}', kind), array_position('{urgent,high,normal}', priority) ${lock}`.execute(db)
  return rows
}

export async function savePromises(ctx: CommandContext, rows: readonly PromiseRow[]): Promise<void> {
  await sql`
    update promise p set minutes = s.minutes, warn_percent = s."warnPercent", release_minutes = s."releaseMinutes"
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (kind text, priority text, minutes int, "warnPercent" int, "releaseMinutes" int)
    where p.kind = s.kind and p.priority = s.priority`.execute(ctx.db)
}
