/** What has a time or an outside call: graphile-worker carries it, and adding a job is part of our transaction. */
import { makeWorkerUtils, run, type Runner as JobRunner } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { CommandContext } from './command.ts'

export type JobHandlers = Readonly<Record<string, (payload: unknown) => Promise<void>>>
export type NewJob = { name: string; payload: unknown; runAt?: Date; /** A job of the same key that still waits is replaced. */ key?: string; maxAttempts?: number }

/** Add a job inside the command's transaction: rolled back with it, run after it. */
export async function addJob(ctx: CommandContext, { name, payload, runAt, key, maxAttempts }: NewJob): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json, run_at => ${runAt?.toISOString() ?? null}::timestamptz,
    job_key => ${key ?? null}, max_attempts => ${maxAttempts ?? 25}::int)`.execute(ctx.db)
}

/** Take back a job that has not run yet. */
export async function removeJob(ctx: CommandContext, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${key})`.execute(ctx.db)
}

/** Run jobs until stopped. Those held by dead workers (`deadWorkerIds`) are released first. */
export async function startJobs(pgPool: pg.Pool, handlers: JobHandlers): Promise<{ stop(): Promise<void> }> {
  await releaseOfTheDead(pgPool)
  const taskList = Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, (payload: unknown) => handle(payload)]))
  const runner: JobRunner = await run({
    pgPool,
    taskList,
    noHandleSignals: true,
    parsedCronItems: [],
    concurrency: 8,
    pollInterval: 1000,
    preset: { worker: { localQueue: { size: 50 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  })
  return { stop: () => runner.stop() }
}

/**
 * A killed worker's jobs would stay locked for hours. A worker whose database connection is gone is dead, and a
 * session-level advisory lock would say so; here any lock older than a minute whose job has not been refreshed counts.
 */
async function releaseOfTheDead(pgPool: pg.Pool): Promise<void> {
  const { rows } = await pgPool.query<{ locked_by: string }>(
    `select distinct locked_by from graphile_worker._private_jobs where locked_at < now() - interval '1 minute' and locked_by is not null`,
  )
  if (rows.length === 0) return
  const utils = await makeWorkerUtils({ pgPool })
  await utils.forceUnlockWorkers(rows.map((row) => row.locked_by))
  await utils.release()
}
