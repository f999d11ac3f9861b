import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { CommandContext, QueryContext } from '../../platform/command.ts'

export type CustomerRecord = {
  id: CustomerId
  external_id: string | null
  name: string | null
  language: Language
  /** Where the wallet says that he can be written to; null = nowhere that is known. */
  email: string | null
  joined_into: CustomerId | null
  blocked_until: Date | null
  block_reason: string | null
  care_by_wallet: boolean
  care_by_staff: boolean
  care_reason: string | null
  care_asked_at: Date | null
  created_at: Date
  seen_at: Date
}

/** A visitor by one of his devices, and until when that one holds. */
export type VisitorRecord = CustomerRecord & { expires_at: Date }

export const newDeviceSecret = (): string => randomBytes(32).toString('base64url')
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export async function insertVisitor(
  ctx: CommandContext,
  visitor: { id: string; secret: string; language: Language; address: string; expiresAt: Date },
): Promise<void> {
  const at = ctx.now.toISOString()
  await sql`insert into customer (id, language, created_at, seen_at) values (${visitor.id}, ${visitor.language}, ${at}, ${at})`.execute(ctx.db)
  await sql`insert into visitor_device (secret_hash, customer_id, address, created_at, expires_at)
    values (${hashOf(visitor.secret)}, ${visitor.id}, ${visitor.address}, ${at}, ${visitor.expiresAt.toISOString()})`.execute(ctx.db)
}

export async function visitorBySecret(ctx: QueryContext, secret: string): Promise<VisitorRecord | null> {
  const { rows } = await sql<VisitorRecord>`
    select c.*, d.expires_at from visitor_device d join customer c on c.id = d.customer_id where d.secret_hash = ${hashOf(secret)}`.execute(ctx.db)
  return rows[0] ?? null
}

/** Those of these devices that are known, in one statement. @returns by device secret */
export async function visitorsBySecret(ctx: QueryContext, secrets: readonly string[]): Promise<Map<string, VisitorRecord>> {
  const { rows } = await sql<VisitorRecord & { hash: Buffer }>`
    select c.*, d.expires_at, d.secret_hash as hash from visitor_device d join customer c on c.id = d.customer_id
    where d.secret_hash = any(${secrets.map(hashOf)}::bytea[])`.execute(ctx.db)
  const byHash = new Map(rows.map((row) => [row.hash.toString('hex'), row]))
  const found = secrets.map((secret) => [secret, byHash.get(hashOf(secret).toString('hex'))] as const)
  return new Map(found.filter((one): one is readonly [string, VisitorRecord & { hash: Buffer }] => one[1] !== undefined))
}

/** Whom of these the desk knows, in one statement. @returns by the wallet's own id */
export async function customersByExternalId(ctx: QueryContext, externalIds: readonly string[]): Promise<Map<string, CustomerRecord>> {
  const { rows } = await sql<CustomerRecord & { external_id: string }>`
    select * from customer where external_id = any(${[...externalIds]}::text[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.external_id, row]))
}

export async function customerById(ctx: QueryContext, id: CustomerId): Promise<CustomerRecord | null> {
  const { rows } = await sql<CustomerRecord>`select * from customer where id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** Create the signed-in customer, or bring name and address up to date; safe when two nodes do it at once. */
export async function upsertKnown(
  ctx: CommandContext,
  customer: { id: string; externalId: string; name: string | null; language: Language | null; email: string | null | undefined },
): Promise<CustomerRecord> {
  const at = ctx.now.toISOString()
  const { rows } = await sql<CustomerRecord>`
    insert into customer (id, external_id, name, language, email, created_at, seen_at)
    values (${customer.id}, ${customer.externalId}, ${customer.name}, ${customer.language ?? 'zh-CN'}, ${customer.email ?? null}, ${at}, ${at})
    on conflict (external_id) do update set name = coalesce(excluded.name, customer.name), seen_at = excluded.seen_at,
      email = case when ${customer.email !== undefined} then excluded.email else customer.email end
    returning *`.execute(ctx.db)
  const [row] = rows
  if (row === undefined) throw new Error('an upsert returned no row')
  return row
}

export async function lockCustomer(ctx: CommandContext, id: CustomerId): Promise<CustomerRecord | null> {
  const { rows } = await sql<CustomerRecord>`select * from customer where id = ${id} for no key update`.execute(ctx.db)
  return rows[0] ?? null
}

export async function setJoined(ctx: CommandContext, visitorId: CustomerId, into: CustomerId): Promise<void> {
  await sql`update customer set joined_into = ${into} where id = ${visitorId}`.execute(ctx.db)
}

export async function setBlocked(ctx: CommandContext, id: CustomerId, until: Date | null, reason: string | null): Promise<void> {
  await sql`update customer set blocked_until = ${until?.toISOString() ?? null}, block_reason = ${reason} where id = ${id}`.execute(ctx.db)
}
