import * as z from 'zod'
import { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import { Instant } from '@yingda/protocol/time.ts'
import type { CommandContext, Runner } from '../../platform/command.ts'
import { addJob, TryAgain, type JobHandlers } from '../../platform/jobs.ts'
import type { Reaction } from '../../platform/react.ts'
import { changeCustomerCare, conversationsById } from '../conversation/api.ts'
import { markAsked, toBeAskedOf } from '../customer/api.ts'
import type { Wallet } from '../wallet/api.ts'

const JOB = 'desk.ask_for_care'
const SYSTEM = { kind: 'system' } as const
/** A wallet that is away for longer is asked again with the customer's next question: nothing is left behind, and nobody alarmed. */
const ASKED_FOR_MS = 30 * 60_000
const Payload = z.strictObject({ customerId: CustomerId, until: Instant })

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
    jobs: { [JOB]: (payload) => ask(asking, Payload.parse(payload)) },
  }
}

async function askLater(ctx: CommandContext, ids: readonly ConversationId[]): Promise<void> {
  const customerIds = (await conversationsById(ctx, ids)).map((row) => row.customer_id)
  const until = new Date(ctx.now.getTime() + ASKED_FOR_MS).toISOString()
  for (const customerId of (await toBeAskedOf(ctx, customerIds)).keys())
    await addJob(ctx, { name: JOB, payload: { customerId, until }, key: `${JOB}:${customerId}`, first: true })
}

/** The wallet is asked before the command, never inside it. Asked lately: nothing. What it does not know it says nothing of. */
async function ask({ runner, wallet }: Asking, { customerId, until }: z.infer<typeof Payload>): Promise<void> {
  const { toBeAsked, isOver } = await runner.query(SYSTEM, async (ctx) => ({
    toBeAsked: await toBeAskedOf(ctx, [customerId]),
    isOver: ctx.now >= new Date(until),
  }))
  const externalId = toBeAsked.get(customerId)
  if (externalId === undefined) return
  const call = { actor: { kind: 'system' as const, id: 'care' }, reason: 'whether the customer gets priority service', conversationId: null }
  const answer = await wallet.overview(call, externalId)
  if (answer.result === 'unavailable' && isOver) return
  if (answer.result === 'unavailable') throw new TryAgain('the wallet is away')
  await runner.run(SYSTEM, async (ctx) => {
    if (answer.result === 'ok') await changeCustomerCare(ctx, { customerId, care: answer.value.customer.vulnerable, by: 'wallet' })
    await markAsked(ctx, customerId)
  })
}
