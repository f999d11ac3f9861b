import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { CommandContext } from '../../platform/command.ts'
import { record } from '../../platform/record.ts'
import { Refused } from '../../platform/refused.ts'
import { newId } from '../../platform/uuid.ts'
import { takeOverCare } from './care.ts'
import { insertVisitor, lockCustomer, newDeviceSecret, setBlocked, setJoined, visitorBySecret } from './store.ts'

const VISITOR_LIFE_MS = 180 * 24 * 3600_000

/** A new anonymous visitor; the secret is known to the device alone. */
export async function createVisitor(ctx: CommandContext, input: { language: Language; address: string }): Promise<{ deviceSecret: string }> {
  const deviceSecret = newDeviceSecret()
  const nowMs = ctx.now.getTime()
  await insertVisitor(ctx, {
    id: newId(nowMs),
    secret: deviceSecret,
    language: input.language,
    address: input.address,
    expiresAt: new Date(nowMs + VISITOR_LIFE_MS),
  })
  return { deviceSecret }
}

/** Whose conversations now belong to the customer, and whether these get priority service; null when it had been joined before. */
export type Joined = { visitorId: CustomerId; care: boolean } | null

/**
 * The visitor of this device turned out to be this signed-in customer. One way: a visitor joined to one customer is
 * never joined to another. Both rows are locked in id order.
 *
 * @throws Refused `auth.invalid_token` (no such device) | `visitor.already_joined` (to somebody else)
 */
export async function joinVisitor(ctx: CommandContext, input: { customerId: CustomerId; deviceSecret: string }): Promise<Joined> {
  const device = await visitorBySecret(ctx, input.deviceSecret)
  if (device === null) throw new Refused('auth.invalid_token')
  for (const id of [device.id, input.customerId].sort()) await lockCustomer(ctx, id)
  const visitor = await lockCustomer(ctx, device.id)
  if (visitor?.joined_into === input.customerId) return null
  if (visitor === null || visitor.joined_into !== null) throw new Refused('visitor.already_joined')
  await setJoined(ctx, visitor.id, input.customerId)
  await note(ctx, input.customerId, 'customer.visitor_joined', { visitorId: visitor.id })
  return { visitorId: visitor.id, care: await takeOverCare(ctx, { fromId: visitor.id, toId: input.customerId }) }
}

/**
 * Keep an anonymous visitor out until then, or let him in again (`until` null). A signed-in customer cannot be blocked:
 * whoever worries about money must be able to ask.
 *
 * @throws Refused `customer.not_found` | `permission.denied` (a signed-in customer)
 */
export async function blockVisitor(ctx: CommandContext, input: { customerId: CustomerId; until: Date | null; reason: string | null }): Promise<void> {
  const visitor = await lockCustomer(ctx, input.customerId)
  if (visitor === null) throw new Refused('customer.not_found')
  if (visitor.external_id !== null) throw new Refused('permission.denied')
  await setBlocked(ctx, input.customerId, input.until, input.reason)
  await note(ctx, input.customerId, input.until === null ? 'customer.unblocked' : 'customer.blocked', {
    until: input.until?.toISOString() ?? null,
    reason: input.reason,
  })
}

/** Each customer has a stream of what happened to the person, apart from any conversation. */
async function note(ctx: CommandContext, customerId: CustomerId, type: string, data: Record<string, unknown>): Promise<void> {
  await record(ctx, [{ stream: { id: customerId, kind: 'customer', customerId }, entries: [{ type, data, forCustomer: false }] }])
}
