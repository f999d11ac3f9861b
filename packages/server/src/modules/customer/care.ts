/**
 * Priority service: whose conversations stand one step higher than the question alone. The wallet may say it, and staff
 * may; it stands while one of the two does. The customer is told nothing of it.
 */
import { sql } from 'kysely'
import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import { record } from '../../platform/record.ts'
import { Refused } from '../../platform/refused.ts'
import { lockCustomer, type CustomerRecord } from './store.ts'

export type CareChange = { customerId: CustomerId; care: boolean } & ({ by: 'wallet' } | { by: 'staff'; reason: string })
type Cared = Pick<CustomerRecord, 'care_by_wallet' | 'care_by_staff'>

export const hasCare = (customer: Cared): boolean => customer.care_by_wallet || customer.care_by_staff

/** What the wallet said is asked again after so long. */
const ASKED_AGAIN_MINUTES = 10

/**
 * Say for one of the two sides whether it is needed. The words of staff stand apart from the entry, as all words do.
 * Locks the customer.
 *
 * @returns whether he gets it now, by either side's word
 * @throws Refused `customer.not_found` (nobody, or joined into somebody else)
 */
export async function changeCare(ctx: CommandContext, change: CareChange): Promise<boolean> {
  const customer = await lockCustomer(ctx, change.customerId)
  if (customer === null || customer.joined_into !== null) throw new Refused('customer.not_found')
  const before = change.by === 'wallet' ? customer.care_by_wallet : customer.care_by_staff
  if (change.by === 'wallet') await sql`update customer set care_by_wallet = ${change.care} where id = ${customer.id}`.execute(ctx.db)
  else await setByStaff(ctx, customer.id, change)
  if (change.by === 'staff' || before !== change.care) await note(ctx, change)
  return hasCare({ ...customer, [change.by === 'wallet' ? 'care_by_wallet' : 'care_by_staff']: change.care })
}

async function setByStaff(ctx: CommandContext, id: CustomerId, { care, reason }: { care: boolean; reason: string }): Promise<void> {
  await sql`update customer set care_by_staff = ${care}, care_reason = ${care ? reason : null} where id = ${id}`.execute(ctx.db)
}

/** On the stream of what happened to the person, which no customer's door reads. */
async function note(ctx: CommandContext, change: CareChange): Promise<void> {
  const { customerId, care, by } = change
  const content = change.by === 'staff' ? { text: change.reason, fileHashes: [] } : null
  const entry = { type: 'customer.care_changed', data: { care, by }, forCustomer: false, content }
  await record(ctx, [{ stream: { id: customerId, kind: 'customer', customerId }, entries: [entry] }])
}

/**
 * What staff saw in a visitor holds for the customer he turned out to be. Both are locked.
 *
 * @returns whether the customer gets priority service now
 */
export async function takeOverCare(ctx: CommandContext, { fromId, toId }: { fromId: CustomerId; toId: CustomerId }): Promise<boolean> {
  const { rows } = await sql<Cared>`
    update customer c set care_by_staff = c.care_by_staff or v.care_by_staff, care_reason = coalesce(c.care_reason, v.care_reason)
    from customer v where c.id = ${toId} and v.id = ${fromId} returning c.care_by_wallet, c.care_by_staff`.execute(ctx.db)
  return rows.some(hasCare)
}

/** Those of whom the wallet is to be asked: its own customers, not asked lately. With their id in the wallet. */
export async function toBeAskedOf(ctx: QueryContext, ids: readonly CustomerId[]): Promise<Map<CustomerId, string>> {
  const { rows } = await sql<{ id: CustomerId; externalId: string }>`
    select id, external_id as "externalId" from customer where id = any(${ids}::uuid[]) and external_id is not null
      and (care_asked_at is null or care_asked_at <= ${ctx.now.toISOString()}::timestamptz - make_interval(mins => ${ASKED_AGAIN_MINUTES}))`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row.externalId]))
}

export async function markAsked(ctx: CommandContext, id: CustomerId): Promise<void> {
  await sql`update customer set care_asked_at = ${ctx.now.toISOString()}::timestamptz where id = ${id}`.execute(ctx.db)
}
