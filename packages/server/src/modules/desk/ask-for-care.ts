import * as z from 'zod'
import { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import type { CommandContext, Runner } from '../../platform/command.ts'
import { addJob, TryAgain, type JobHandlers } from '../../platform/jobs.ts'
import type { Reaction } from '../../platform/react.ts'
import { changeCustomerCare, conversationsById } from '../conversation/api.ts'
import { markAsked, toBeAskedOf } from '../customer/api.ts'
import type { Wallet } from '../wallet/api.ts'

const JOB = 'desk.ask_for_care'
const SYSTEM = { kind: 'system' } as const
/** A wallet that is away for longer is asked again with the customer's next question. */
const MAX_ATTEMPTS = 8
const Payload = z.strictObject({ customerId: CustomerId })

type Asking = { runner: Runner; wallet: Wallet }

/** Whoever asks something: the wallet is asked whether he is to get priority service. It never comes with what he sends himself, where he could read it. */
export function careAsking(asking: Asking): { reaction: Reaction; jobs: JobHandlers } {
  return {
    reaction: {
      group: 'care',
      on: ['conversation.opened', 'customer.joined'],
      together: true,
      handle: (entries) => asking.runner.run(SYSTEM, (ctx) => askLater(ctx, [...new Set(entries.map(({ streamId }) => ConversationId.parse(streamId)))])),
    },
    jobs: { [JOB]: (payload) => ask(asking, Payload.parse(payload).customerId) },
  }
}

async function askLater(ctx: CommandContext, ids: readonly ConversationId[]): Promise<void> {
  const customerIds = (await conversationsById(ctx, ids)).map((row) => row.customer_id)
  for (const customerId of (await toBeAskedOf(ctx, customerIds)).keys())
    await addJob(ctx, { name: JOB, payload: { customerId }, key: `${JOB}:${customerId}`, maxAttempts: MAX_ATTEMPTS })
}

/** The wallet is asked before the command, never inside it. Asked lately: nothing. What it does not know it says nothing of. */
async function ask({ runner, wallet }: Asking, customerId: CustomerId): Promise<void> {
  const externalId = (await runner.query(SYSTEM, (ctx) => toBeAskedOf(ctx, [customerId]))).get(customerId)
  if (externalId === undefined) return
  const call = { actor: { kind: 'system' as const, id: 'care' }, reason: 'whether the customer gets priority service', conversationId: null }
  const answer = await wallet.overview(call, externalId)
  if (answer.result === 'unavailable') throw new TryAgain('the wallet is away')
  await runner.run(SYSTEM, async (ctx) => {
    if (answer.result === 'ok') await changeCustomerCare(ctx, { customerId, care: answer.value.customer.vulnerable, by: 'wallet' })
    await markAsked(ctx, customerId)
  })
}
