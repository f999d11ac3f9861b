/** An address that a customer gave for one conversation is gone once that is closed and no answer is on its way there any more. */
import { ConversationId } from '@yingda/protocol/ids.ts'
import * as z from 'zod'
import type { CommandContext, Runner } from '../../platform/command.ts'
import { addJob, type JobHandlers } from '../../platform/jobs.ts'
import { forgetReplyAddresses, replyAddressesOf } from '../conversation/api.ts'
import { withAnswersUnderWay } from './store.ts'

export const FORGET_JOB = 'channels.forget_address'
const LOOK_AGAIN_MS = 3600_000
const One = z.strictObject({ conversationId: ConversationId })

/** Of closed ones; where an answer is on its way, it is looked again in an hour. */
export async function forgetAddresses(ctx: CommandContext, ids: readonly ConversationId[]): Promise<void> {
  if (ids.length === 0) return
  const given = [...(await replyAddressesOf(ctx, ids)).keys()]
  const needed = await withAnswersUnderWay(ctx, given)
  await forgetReplyAddresses(
    ctx,
    given.filter((id) => !needed.has(id)),
  )
  const runAt = new Date(ctx.now.getTime() + LOOK_AGAIN_MS)
  for (const conversationId of needed) await addJob(ctx, { name: FORGET_JOB, payload: { conversationId }, key: `${FORGET_JOB}:${conversationId}`, runAt })
}

export const addressJobs = ({ run }: Runner): JobHandlers => ({
  [FORGET_JOB]: (payload) => run({ kind: 'system' }, (ctx) => forgetAddresses(ctx, [One.parse(payload).conversationId])),
})
