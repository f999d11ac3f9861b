import * as z from 'zod'
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { MessageForCustomer } from '@yingda/protocol/webhook.ts'
import type { Logger } from 'pino'
import type { Runner } from '../../platform/command.ts'
import { addJob, type JobHandlers } from '../../platform/jobs.ts'
import type { Reaction } from '../../platform/react.ts'
import { signedPost, SIGNED_POST_ATTEMPTS } from '../../platform/signed-post.ts'
import { conversationForBot, liveStates, readTimeline } from '../conversation/api.ts'
import { accessCustomer } from '../customer/api.ts'

export type NoticeOptions = { runner: Runner; log: Logger; webhook: { url: string; secret: string }; now: () => Date }

const JOB = 'webhook.message_for_customer'
const PREVIEW_CHARS = 200
const SYSTEM = { kind: 'system' } as const
/** A wallet that is away longer than they last finds the message in the app. */
const MAX_ATTEMPTS = SIGNED_POST_ATTEMPTS
/** Longer than a server that was killed can leave a customer behind as looking. */
const LOOK_AGAIN_MS = 35_000
/** `again`: he was looking before; whoever still is has been there all the while. */
const Payload = z.strictObject({ conversationId: ConversationId, seq: z.int(), again: z.boolean().default(false) })
type Told = z.infer<typeof Payload>

/** The reaction that notices, and the job that tells: signed, retried, the same `id` each time. */
export function messageNotices(options: NoticeOptions): { reaction: Reaction; jobs: JobHandlers } {
  const { runner } = options
  return {
    reaction: {
      group: 'webhook',
      on: ['message.posted'],
      of: ['agent', 'bot'],
      handle: (entries) => {
        const answers = entries.filter((entry) => entry.actor.kind === 'agent' || entry.actor.kind === 'bot')
        return runner.run(SYSTEM, async (ctx) => {
          for (const { streamId, seq } of answers) {
            await addJob(ctx, { name: JOB, payload: { conversationId: streamId, seq }, key: `${JOB}:${streamId}:${seq}`, maxAttempts: MAX_ATTEMPTS })
          }
        })
      },
    },
    jobs: { [JOB]: (payload) => tell(options, Payload.parse(payload)) },
  }
}

async function tell({ runner, webhook, now }: NoticeOptions, at: Told): Promise<void> {
  const notice = await noticeFor(runner, at)
  if (notice === 'looking') return lookAgain(runner, at)
  if (notice === null) return
  await signedPost(webhook, notice, now())
}

/** He has it on screen, as far as a lease can tell. It is judged once more when that has lapsed. */
async function lookAgain(runner: Runner, { conversationId, seq, again }: Told): Promise<void> {
  if (again) return
  await runner.run(SYSTEM, (ctx) =>
    addJob(ctx, {
      name: JOB,
      payload: { conversationId, seq, again: true },
      runAt: new Date(ctx.now.getTime() + LOOK_AGAIN_MS),
      key: `${JOB}:${conversationId}:${seq}:again`,
      maxAttempts: MAX_ATTEMPTS,
    }),
  )
}

/** What is told, as things stand now; null when there is nothing to tell any more, `looking` when he may be seeing it himself. */
async function noticeFor(runner: Runner, { conversationId, seq }: Told): Promise<MessageForCustomer | 'looking' | null> {
  return runner.query(SYSTEM, async (ctx) => {
    const conversation = await conversationForBot(ctx, conversationId)
    const [entry] = await readTimeline(ctx, conversationId, { after: seq - 1, limit: 1 })
    if (conversation === null || entry === undefined || entry.content === null || entry.content.redacted || entry.customerSeq === null) return null
    if (entry.actor.kind !== 'agent' && entry.actor.kind !== 'bot') return null
    const { external_id: externalId } = await accessCustomer(ctx, conversation.customerId)
    const state = (await liveStates(ctx, [conversationId], { kind: 'customer' })).get(conversationId)
    if (externalId === null || (state?.customer.read ?? 0) >= entry.customerSeq) return null
    if (state?.customer.online === true) return 'looking'
    return {
      id: `message.${conversationId}.${seq}`,
      type: 'message.for_customer',
      at: entry.at,
      data: {
        externalId,
        conversationId,
        from: { kind: entry.actor.kind, name: entry.actor.name },
        preview: [...entry.content.text].slice(0, PREVIEW_CHARS).join(''),
      },
    }
  })
}
