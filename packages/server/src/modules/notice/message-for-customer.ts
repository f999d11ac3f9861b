import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { MessageForCustomer } from '@yingda/protocol/webhook.ts'
import type { Logger } from 'pino'
import type { Runner } from '../../platform/command.ts'
import { addJob, type JobHandlers } from '../../platform/jobs.ts'
import type { Reaction } from '../../platform/react.ts'
import { conversationForBot, liveStates, readTimeline } from '../conversation/api.ts'
import { accessCustomer } from '../customer/api.ts'

export type NoticeOptions = { runner: Runner; log: Logger; webhook: { url: string; secret: string }; now: () => Date }

const JOB = 'webhook.message_for_customer'
const PREVIEW_CHARS = 200
const TIMEOUT_MS = 8000
const SYSTEM = { kind: 'system' } as const
/** About eleven hours of growing pauses; a wallet that is away longer finds the message in the app. */
const MAX_ATTEMPTS = 15
const Payload = z.strictObject({ conversationId: ConversationId, seq: z.int() })

/** The reaction that notices, and the job that tells: signed, retried, the same `id` each time. */
export function messageNotices(options: NoticeOptions): { reaction: Reaction; jobs: JobHandlers } {
  const { runner } = options
  return {
    reaction: {
      group: 'webhook',
      on: ['message.posted'],
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

async function tell({ runner, log, webhook, now }: NoticeOptions, at: z.infer<typeof Payload>): Promise<void> {
  const notice = await noticeFor(runner, at)
  if (notice === null) return
  const body = JSON.stringify(notice)
  const seconds = Math.floor(now().getTime() / 1000)
  const signature = createHmac('sha256', webhook.secret).update(`${seconds}.${body}`).digest('hex')
  const response = await fetch(webhook.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-yingda-signature': `t=${seconds},v1=${signature}` },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await response.body?.cancel()
  if (response.ok) return
  log.warn({ status: response.status, id: notice.id }, 'the wallet did not take a notice; it is told again')
  throw new Error(`webhook answered ${response.status}`)
}

/** What is told, as things stand now; null when there is nothing to tell any more. */
async function noticeFor(runner: Runner, { conversationId, seq }: z.infer<typeof Payload>): Promise<MessageForCustomer | null> {
  return runner.query(SYSTEM, async (ctx) => {
    const conversation = await conversationForBot(ctx, conversationId)
    const [entry] = await readTimeline(ctx, conversationId, { after: seq - 1, limit: 1 })
    if (conversation === null || entry === undefined || entry.content === null || entry.content.redacted || entry.customerSeq === null) return null
    if (entry.actor.kind !== 'agent' && entry.actor.kind !== 'bot') return null
    const { external_id: externalId } = await accessCustomer(ctx, conversation.customerId)
    const state = (await liveStates(ctx, [conversationId], { kind: 'customer' })).get(conversationId)
    const looking = state?.customer.online === true || (state?.customer.read ?? 0) >= entry.customerSeq
    if (externalId === null || looking) return null
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
