import { sql } from 'kysely'
import type { CommandContext, Runner } from '../../../platform/command.ts'

/** The longest report asks for 92 days: a quarter may still be asked for a month after it ended. */
export const KEPT_DAYS = 123
const PORTION = 2000

/**
 * What is older than any report asks for is dropped, and what was told before it named its customer is given the name, a
 * portion at a time, so that nothing is locked for long.
 */
export async function dropOldWaits({ run }: Runner, portion: number = PORTION): Promise<void> {
  for (const drop of [dropTold, dropStays, nameCustomers]) while ((await run({ kind: 'system' }, (ctx) => drop(ctx, portion))) === portion);
}

async function dropTold(ctx: CommandContext, portion: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from wait_estimate where ctid = any(array(
      select ctid from wait_estimate where at < ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${KEPT_DAYS})
      limit ${portion} for update skip locked))`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** Only those that have ended, and of which nothing that was told is kept any more. */
async function dropStays(ctx: CommandContext, portion: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from line_stay where ctid = any(array(
      select l.ctid from line_stay l where l.left_at < ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${KEPT_DAYS})
        and not exists (select from wait_estimate e where e.conversation_id = l.conversation_id and e.stay_seq = l.seq)
      limit ${portion} for update of l skip locked))`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

async function nameCustomers(ctx: CommandContext, portion: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update wait_estimate e set customer_id = l.customer_id
    from line_stay l where l.conversation_id = e.conversation_id and l.seq = e.stay_seq and e.ctid = any(array(
      select ctid from wait_estimate where customer_id is null limit ${portion} for update skip locked))`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}
