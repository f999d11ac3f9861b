import type { CommandContext } from '../../../platform/command.ts'
import type { CustomerActor } from '../../../platform/actor.ts'
import { moveConversations } from '../../conversation/api.ts'
import { joinVisitor } from '../../customer/api.ts'

/**
 * The visitor of this device has signed in: what he asked is now the customer's, one way and recorded. Again: nothing.
 *
 * @returns how many conversations came along
 * @throws Refused `auth.invalid_token` | `visitor.already_joined`
 */
export async function joinAndMove(ctx: CommandContext, { actor, deviceSecret }: { actor: CustomerActor; deviceSecret: string }): Promise<number> {
  const { visitorId } = await joinVisitor(ctx, { customerId: actor.customerId, deviceSecret })
  return visitorId === null ? 0 : moveConversations(ctx, { fromId: visitorId, toId: actor.customerId })
}
