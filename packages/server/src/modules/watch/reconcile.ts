/**
 * Every day it is counted again from the entries how many requests came in, and compared with the obligations: one that
 * was never opened, or was opened twice, is found although no table contradicts itself.
 */
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import { addJob, type JobHandlers } from '../../platform/jobs.ts'
import type { CommandContext } from '../../platform/command.ts'
import { mendClock, requestsOf, stillOpen, writtenBetween } from '../conversation/api.ts'
import { receivedBetween, wrongClocks } from '../obligation/api.ts'
import { openSubjects, setAlarms } from './alarms.ts'

const SYSTEM = { kind: 'system' } as const
const JOB = 'watch.reconcile'
const EVERY_MS = 3600_000
const PAGE = 200

type Span = { from: Date; until: Date }
export type Difference = { conversationId: string; byEntries: number; byObligations: number }

/** Conversations whose entries tell of another number of requests in this time than there are obligations. */
export async function findDifferences({ query }: Pick<Runner, 'query'>, from: Date, until: Date): Promise<Difference[]> {
  const found: Difference[] = []
  for (let after: string | null = null; ; ) {
    const ids = await query(SYSTEM, (ctx) => writtenBetween(ctx, { from, until, after, most: PAGE }))
    found.push(...(await differencesAmong({ query }, ids, { from, until })))
    if (ids.length < PAGE) return found
    after = ids.at(-1) ?? null
  }
}

/** Both in one snapshot: what is written meanwhile is counted on both sides or on neither. */
async function differencesAmong({ query }: Pick<Runner, 'query'>, ids: readonly ConversationId[], { from, until }: Span): Promise<Difference[]> {
  const counted = await query(SYSTEM, (ctx) =>
    ctx.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (db) => {
        const byEntries = await requestsOf({ ...ctx, db }, ids, from, until)
        const byObligations = await receivedBetween({ ...ctx, db }, ids, from, until)
        return ids.map((id) => ({ conversationId: id, byEntries: byEntries.get(id) ?? 0, byObligations: byObligations.get(id) ?? 0 }))
      }),
  )
  return counted.filter((one) => one.byEntries !== one.byObligations)
}

/** What was found on an earlier day and nobody has dealt with: a day that goes by puts nothing right. */
async function stillDifferent(runner: Runner, found: readonly Difference[], all: Span): Promise<Difference[]> {
  const known = new Set(found.map((one) => one.conversationId))
  const open = await runner.query(SYSTEM, async (ctx) => stillOpen(ctx, await openSubjects(ctx, 'counts_differ')))
  const earlier = open.filter((id) => !known.has(id))
  const still: Difference[] = []
  for (let at = 0; at < earlier.length; at += PAGE) still.push(...(await differencesAmong(runner, earlier.slice(at, at + PAGE), all)))
  return still
}

/** Clocks that do not say whose turn it is, as a server of an earlier version leaves them, are put right: each by itself. */
async function mendClocks({ run, query }: Runner): Promise<void> {
  const failures: unknown[] = []
  for (const id of await query(SYSTEM, (ctx) => wrongClocks(ctx, PAGE)))
    await run(SYSTEM, (ctx) => mendClock(ctx, id)).catch((error: unknown) => void failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} clocks could not be put right: ${String(failures[0])}`)
}

/**
 * Look over the last day once an hour, from when obligations have been kept. What differs is an alarm until it agrees, or its
 * conversation has ended. The next look is arranged before clocks are put right: one that cannot be keeps nobody from counting.
 */
export function reconcileJobs(runner: Runner): JobHandlers {
  return {
    async [JOB]() {
      const { kept, from, until } = await runner.query(SYSTEM, async (ctx) => {
        const { rows } = await sql<{ at: Date }>`select applied_at as at from schema_migration where name = 'obligation'`.execute(ctx.db)
        const kept = rows[0]?.at ?? new Date(0)
        return { kept, from: new Date(Math.max(kept.getTime(), ctx.now.getTime() - 24 * 3600_000)), until: ctx.now }
      })
      const today = await findDifferences(runner, from, until)
      const differences = [...today, ...(await stillDifferent(runner, today, { from: kept, until }))]
      await runner.run(SYSTEM, async (ctx) => {
        await setAlarms(
          ctx,
          'counts_differ',
          differences.map(({ conversationId, ...data }) => ({ subject: conversationId, data })),
        )
        await scheduleReconciling(ctx, EVERY_MS)
      })
      await mendClocks(runner)
    },
  }
}

export const scheduleReconciling = (ctx: CommandContext, afterMs = 0): Promise<void> => addJob(ctx, { name: JOB, payload: {}, key: JOB, afterMs })
