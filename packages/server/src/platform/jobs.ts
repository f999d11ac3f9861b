/** What has a time or an outside call: graphile-worker carries it, and adding a job is part of our transaction. */
import { Logger as JobLogger, makeWorkerUtils, run, type RunnerOptions } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { CommandContext } from './command.ts'
import type { Db } from './db/db.ts'
import { isConnectionLost } from './db/connection-lost.ts'
import { lookAfterHolders, type Holding } from './job-holders.ts'
import { keepRunning } from './job-runner.ts'

const RENEW_EVERY_MS = 10_000
const AT_ONCE = 8

/** Somebody outside is not ready: nothing is wrong here, and the job is to run again later. */
export class TryAgain extends Error {}

export type JobHandlers = Readonly<Record<string, (payload: unknown) => Promise<void>>>
/** Those that may hang with one party outside: so many at once, who wait for each other and for nobody else. */
export type Apart = { handlers: JobHandlers; atOnce: number }
export type NewJob = {
  name: string
  payload: unknown
  runAt?: Date
  /** A job of the same key that still waits is replaced. */
  key?: string
  maxAttempts?: number
  /** In place of `runAt`: so long from now by the database's clock, for what is repeated whatever a server's own clock says. */
  afterMs?: number
  /** Before whatever waits beside it. */
  first?: boolean
  /** Jobs of one queue run one after the other, on whichever server. */
  queue?: string
}

/** Add a job inside the command's transaction: rolled back with it, run after it. */
export async function addJob(ctx: CommandContext, { name, payload, runAt, afterMs = 0, key, maxAttempts, queue, first = false }: NewJob): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json, run_at => coalesce(${runAt?.toISOString() ?? null}::timestamptz, now() + make_interval(secs => ${afterMs / 1000})),
    queue_name => ${queue ?? null}, job_key => ${key ?? null}, max_attempts => ${maxAttempts ?? 25}::int, priority => ${first ? -1 : 0}::int)`.execute(ctx.db)
}

type Jobs = { stop(): Promise<void> }
type JobOptions = {
  pgPool: pg.Pool
  db: Db
  nodeId: string
  log: Logger
  handlers: JobHandlers
  /** Each with places of its own, and a connection on which it hears of new jobs. */
  apart?: readonly Apart[]
}

/**
 * Run jobs until stopped. This process says every ten seconds that it lives, and under which names it holds jobs; what
 * is held half a minute under a name that nobody who lives has is released, where it would stay locked for hours.
 */
export async function startJobs({ pgPool, db, nodeId, log, handlers, apart = [] }: JobOptions): Promise<Jobs> {
  const holding: Holding = new Map()
  const utils = await makeWorkerUtils({ pgPool })
  const unlock = (names: string[]): Promise<void> => utils.forceUnlockWorkers(names)
  const start = (of: JobHandlers, options: Pick<RunnerOptions, 'concurrency' | 'preset'>): Promise<Jobs> =>
    keepRunning({
      start: (events) =>
        run({
          pgPool,
          taskList: Object.fromEntries(Object.entries(of).map(([name, handle]) => [name, (payload: unknown) => handle(payload)])),
          events,
          logger: new JobLogger(() => (level, message, meta) => logOfJobs(log, { level, message, meta })),
          noHandleSignals: true,
          parsedCronItems: [],
          pollInterval: 1000,
          ...options,
        }),
      holding,
      unlock,
      log,
    })
  const quick = { worker: { localQueue: { size: 100 }, completeJobBatchDelay: 5, failJobBatchDelay: 5 } }
  // Not for the sake of speed: said one by one, what fails there is left to the process (graphile-worker 0.18), which would end.
  const oneByOne = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }
  const runners = [await start(handlers, { concurrency: AT_ONCE, preset: quick })]
  // Without a queue of their own: what waits behind one that hangs here is done by another server.
  for (const { handlers: own, atOnce } of apart) if (Object.keys(own).length > 0) runners.push(await start(own, { concurrency: atOnce, preset: oneByOne }))

  const keepAlive = lookAfterHolders({ db, nodeId, holding, unlock })
  await keepAlive()
  const timer = setInterval(
    () => void keepAlive().catch((error: unknown) => log.warn({ err: error }, 'the lease of this node could not be renewed')),
    RENEW_EVERY_MS,
  )
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(runners.map((runner) => runner.stop()))
      await utils.release()
      await sql`delete from node where id = ${nodeId}`.execute(db)
    },
  }
}

type Line = { level: 'error' | 'warning' | 'info' | 'debug'; message: string; meta?: Readonly<Record<string, unknown>> | undefined }

/** What was to be expected is told with its number and alarms nobody; that a job is given up is an error whatever it was. */
function logOfJobs(log: Logger, { level, message, meta }: Line): void {
  const job = meta?.['job'] as { task_identifier: string; attempts: number; max_attempts: number } | undefined // as graphile-worker documents it
  if (meta?.['failure'] === true && meta['error'] instanceof TryAgain && job !== undefined && job.attempts < job.max_attempts)
    log.info({ job: job.task_identifier, attempt: job.attempts, of: job.max_attempts, why: meta['error'].message }, 'a job is to be tried again')
  else if (meta?.['failure'] !== true && isConnectionLost(meta?.['error'])) log.warn({ err: meta?.['error'] }, message)
  else log[level === 'warning' ? 'warn' : level === 'info' ? 'debug' : level](message)
}
