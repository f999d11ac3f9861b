import { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import * as z from 'zod'
import type { CommandContext, Runner } from '../../platform/command.ts'
import { addJob, type JobHandlers } from '../../platform/jobs.ts'
import { dropOldWindows } from '../../platform/rate-limit.ts'
import { CLOSE_JOB, closeConversation, WAKE_JOB, wakeConversation } from './commands/change-conversation.ts'

const One = z.strictObject({ conversationId: ConversationId })
const SYSTEM = { kind: 'system' } as const
const TIDY_JOB = 'conversation.tidy'
const TIDY_EVERY_MS = 10 * 60_000

/** What has a time: snoozed ones come back, silent ones close, and what lists said long ago is dropped. */
export function conversationJobs({ run }: Runner): JobHandlers {
  return {
    [WAKE_JOB]: async (payload) => void (await run(SYSTEM, (ctx) => wakeConversation(ctx, { ...One.parse(payload), why: 'time' }))),
    [CLOSE_JOB]: async (payload) => void (await run(SYSTEM, (ctx) => closeConversation(ctx, One.parse(payload)))),
    [TIDY_JOB]: () =>
      run(SYSTEM, async (ctx) => {
        await dropOldListEntries(ctx)
        await dropOldWindows(ctx.db)
        await scheduleTidying(ctx, new Date(ctx.now.getTime() + TIDY_EVERY_MS))
      }),
  }
}

/** Tidy at `runAt`, then every ten minutes. One that already waits is moved, so every start may call this. */
export async function scheduleTidying(ctx: CommandContext, runAt: Date = ctx.now): Promise<void> {
  await addJob(ctx, { name: TIDY_JOB, payload: {}, key: TIDY_JOB, runAt })
}

/** Whoever looks at a list has its newest number; nobody goes back an hour. */
async function dropOldListEntries(ctx: CommandContext): Promise<void> {
  const before = new Date(ctx.now.getTime() - 3600_000).toISOString()
  await sql`delete from entry e using stream s where s.id = e.stream_id and s.kind = 'list' and e.at < ${before}::timestamptz`.execute(ctx.db)
}
