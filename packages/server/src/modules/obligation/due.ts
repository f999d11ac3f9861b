import type { CustomerId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import type { ObligationRecord } from './tables.ts'

/** Open obligations past their deadline, the longest overdue first. */
export async function overdueObligations(ctx: QueryContext, { most }: { most: number }): Promise<ObligationRecord[]> {
  const { rows } = await sql<ObligationRecord>`
    select * from obligation where open and due_at <= ${ctx.now.toISOString()}::timestamptz order by due_at limit ${most}`.execute(ctx.db)
  return rows
}

/**
 * Remember that this is overdue, or that its warning has been given. What somebody answers just now is left alone.
 *
 * @returns false when it was known, or is no longer open
 */
export async function markObligation(ctx: CommandContext, id: ObligationRecord['id'], what: 'warned' | 'overdue'): Promise<boolean> {
  const column = what === 'warned' ? sql.ref('warned_at') : sql.ref('overdue_at')
  const { rows } = await sql<{ id: string }>`
    update obligation set ${column} = ${ctx.now.toISOString()}::timestamptz where id = ${id} and open and ${column} is null returning id`.execute(ctx.db)
  return rows.length > 0
}

/** What a visitor asked is now this customer's. */
export async function moveObligations(ctx: CommandContext, { fromId, toId }: { fromId: CustomerId; toId: CustomerId }): Promise<void> {
  await sql`update obligation set customer_id = ${toId} where customer_id = ${fromId}`.execute(ctx.db)
}
