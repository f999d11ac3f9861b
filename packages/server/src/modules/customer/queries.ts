import { sql } from 'kysely'
import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { customerById, type CustomerRecord } from './store.ts'

/** @throws Refused `customer.not_found`; reach is judged by the caller, through the customer's conversations */
export async function accessCustomer(ctx: QueryContext, id: CustomerId): Promise<CustomerRecord> {
  const row = await customerById(ctx, id)
  if (row === null) throw new Refused('customer.not_found')
  return row
}

/** Where these can be written to; who has no known address is left out. */
export async function emailsOf(ctx: QueryContext, ids: readonly CustomerId[]): Promise<Map<CustomerId, string>> {
  const { rows } = await sql<{ id: CustomerId; email: string }>`select id, email from customer where id = any(${ids}::uuid[]) and email is not null`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.id, row.email]))
}

/** Which of these may no longer be here: blocked now, or joined into somebody else. */
export async function gone(ctx: QueryContext, ids: readonly CustomerId[]): Promise<Set<CustomerId>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: CustomerId }>`
    select id from customer where id = any(${ids}::uuid[]) and (joined_into is not null or blocked_until > ${ctx.now.toISOString()}::timestamptz)`.execute(
    ctx.db,
  )
  return new Set(rows.map((row) => row.id))
}
