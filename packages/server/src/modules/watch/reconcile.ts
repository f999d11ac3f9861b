/**
 * Every day it is counted again from the entries how many requests came in, and compared with the obligations: one that
 * was never opened, or was opened twice, is found although no table contradicts itself.
 */
import { sql } from 'kysely'
import type { Runner } from '../../platform/command.ts'
import { addJob, type JobHandlers } from '../../platform/jobs.ts'
import type { CommandContext } from '../../platform/command.ts'
import { mendClock, requestsOf, writtenBetween } from '../conversation/api.ts'
import { receivedBetween, wrongClocks } from '../obligation/api.ts'
import { setAlarms } from './alarms.ts'

const SYSTEM = { kind: 'system' } as const
const JOB = 'watch.reconcile'
const EVERY_MS = 3600_000
const PAGE = 200

export type Difference = { conversationId: string; byEntries: number; byObligations: number }

/** Conversations whose entries tell of another number of requests in this time than there are obligations. */
export async function findDifferences({ query }: Pick<Runner, 'query'>, from: Date, until: Date): Promise<Difference[]> {
  const found: Difference[] = []
  for (let after: string | null = null; ; ) {
    const ids = await query(SYSTEM, (ctx) => writtenBetween(ctx, { from, until, after, most: PAGE }))
    // Both in one snapshot each page: what is written meanwhile is counted on both sides or on neither.
    const page = await query(SYSTEM, (ctx) =>
      ctx.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (db) => {
          const byEntries = await requestsOf({ ...ctx, db }, ids, from, until)
          const byObligations = await receivedBetween({ ...ctx, db }, ids, from, until)
          return ids.map((id) => ({ conversationId: id, byEntries: byEntries.get(id) ?? 0, byObligations: byObligations.get(id) ?? 0 }))
        }),
    )
    found.push(...page.filter((one) => one.byEntries !== one.byObligations))
    if (ids.length < PAGE) return found
    after = ids.at(-1) ?? null
  }
}

/** Clocks that do not say whose turn it is, as a server of an earlier version leaves them, are put right. */
async function mendClocks({ run, query }: Runner): Promise<void> {
  for (const id of await query(SYSTEM, (ctx) => wrongClocks(ctx, PAGE))) await run(SYSTEM, (ctx) => mendClock(ctx, id))
}

/** Look over the last day once an hour, from when obligations have been kept. */
export function reconcileJobs(runner: Runner): JobHandlers {
  return {
    async [JOB]() {
      const { from, until } = await runner.query(SYSTEM, async (ctx) => {
        const { rows } = await sql<{ at: Date }>`select applied_at as at from schema_migration where name = 'obligation'`.execute(ctx.db)
        const kept = rows[0]?.at.getTime() ?? 0
        return { from: new Date(Math.max(kept, ctx.now.getTime() - 24 * 3600_000)), until: ctx.now }
      })
      const differences = await findDifferences(runner, from, until)
      await mendClocks(runner)
      await runner.run(SYSTEM, async (ctx) => {
        await setAlarms(
          ctx,
          'counts_differ',
          differences.map(({ conversationId, ...data }) => ({ subject: conversationId, data })),
        )
        await scheduleReconciling(ctx, EVERY_MS)
      })
    },
  }
}

export const scheduleReconciling = (ctx: CommandContext, afterMs = 0): Promise<void> => addJob(ctx, { name: JOB, payload: {}, key: JOB, afterMs })
