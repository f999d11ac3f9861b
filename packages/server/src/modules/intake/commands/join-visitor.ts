import type { CommandContext } from '../../../platform/command.ts'
import type { CustomerActor } from '../../../platform/actor.ts'
import { moveConversations, spreadCare } from '../../conversation/api.ts'
import { joinVisitor } from '../../customer/api.ts'

/**
 * The visitor of this device has signed in: what he asked is now the customer's, one way and recorded. Again: nothing.
 *
 * @returns how many conversations came along
 * @throws Refused `auth.invalid_token` | `visitor.already_joined`
 */
export async function joinAndMove(ctx: CommandContext, { actor, deviceSecret }: { actor: CustomerActor; deviceSecret: string }): Promise<number> {
  const { customerId } = actor
  const joined = await joinVisitor(ctx, { customerId, deviceSecret })
  if (joined === null) return 0
  const moved = await moveConversations(ctx, { fromId: joined.visitorId, toId: customerId })
  await spreadCare(ctx, { customerId, care: joined.care })
  return moved
}
