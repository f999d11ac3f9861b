/**
 * A runner of jobs that is begun again when it gives up. graphile-worker's does so when it cannot say that a job is done or has
 * failed, which is whenever the database is away at that moment.
 */
import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Runner as JobRunner, RunnerOptions, WorkerPool } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Holding } from './job-holders.ts'

const AGAIN_MS = 1_000
const MAY_HANG_MS = 2_000

export type RunnerEvents = RunnerOptions['events'] & EventEmitter // typed as one of ours is: only those named below are listened to

type Keeping = {
  start(events: RunnerEvents): Promise<JobRunner>
  /** Kept up to date here. */
  holding: Holding
  /** Lets go of what was held under these names. */
  unlock(names: string[]): Promise<void>
  log: Logger
}
/** `over` once it holds no job that it works on, whatever else of it still hangs. */
type Begun = { runner: JobRunner; names: string[]; over: Promise<unknown> }

/** @returns how to stop, once it runs; what it throws then is thrown */
export async function keepRunning({ start, holding, unlock, log }: Keeping): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()

  async function begin(): Promise<Begun> {
    const names: string[] = []
    const events = new EventEmitter() as RunnerEvents
    events.on('pool:create', ({ workerPool }: { workerPool: WorkerPool }) => {
      names.push(workerPool.id)
      holding.set(workerPool.id, inHand(events))
    })
    // graphile-worker 0.18 would end it in the same way next, and leave what that throws to the process, which would end as well.
    events.on('pool:fatalError', ({ workerPool, action, error }: { workerPool: WorkerPool; action: string; error: unknown }) => {
      log.warn({ err: error, action }, 'the runner of jobs cannot reach the database; it is begun again')
      Promise.resolve(workerPool.gracefulShutdown(action)).catch((why: unknown) => log.debug({ err: why }, 'the runner of jobs ended'))
    })
    const idle = isIdle(events)
    const runner = await start(events)
    const leftHanging = idle.then(async () => {
      await wait(MAY_HANG_MS, undefined, { ref: false })
      await runner.stop().catch(() => undefined) // of the rest of it; refused where it is stopping already
    })
    return { runner, names, over: Promise.race([runner.promise, leftHanging]) }
  }

  /** Null when it is to be stopped. What was held is done again: whether it was done before is not known. */
  async function beginAgain({ names }: Begun): Promise<Begun | null> {
    for (;;) {
      await wait(AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return null
      try {
        await unlock(names)
        for (const name of names) holding.delete(name)
        return await begin()
      } catch (error) {
        log.warn({ err: error }, 'the runner of jobs cannot begin again yet')
      }
    }
  }

  let begun = await begin()
  const watching = (async () => {
    for (;;) {
      await begun.over
      const next = stopping.signal.aborted ? null : await beginAgain(begun)
      if (next === null) return
      begun = next
      if (stopping.signal.aborted) await stopOne(begun)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      // One that ends by itself just now refuses; it is waited for all the same.
      await Promise.allSettled([stopOne(begun)])
      await watching
    },
  }
}

const stopOne = ({ runner, over }: Begun): Promise<unknown> => Promise.race([runner.stop(), over])

type Job = { id: unknown } // a string or a number, by how the pool reads a bigint

/** The ids of the jobs that a runner knows it has: fetched, or at work. */
function inHand(events: RunnerEvents): Set<string> {
  const ids = new Set<string>()
  const took = ({ id }: Job): unknown => ids.add(String(id))
  const gave = ({ id }: Job): unknown => ids.delete(String(id))
  events.on('localQueue:getJobs:complete', ({ jobs }: { jobs: Job[] }) => jobs.forEach(took))
  events.on('localQueue:returnJobs', ({ jobs }: { jobs: Job[] }) => jobs.forEach(gave))
  events.on('job:start', ({ job }: { job: Job }) => took(job))
  events.on('job:complete', ({ job }: { job: Job }) => gave(job))
  return ids
}

/**
 * When the last of its workers has stopped. graphile-worker 0.18 miscounts where it could not say of two jobs at once
 * that they are done, and its runner then waits for ever for a third.
 */
function isIdle(events: RunnerEvents): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let working = 0
  events.on('worker:create', () => void (working += 1))
  events.on('worker:stop', () => {
    working -= 1
    if (working === 0) resolve()
  })
  return promise
}
