/**
 * A runner of jobs that is begun again when it gives up. graphile-worker's does so when it cannot say that a job is done or has
 * failed, which is whenever the database is away at that moment.
 */
import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Runner as JobRunner, RunnerOptions, WorkerPool } from 'graphile-worker'
import type { Logger } from 'pino'

const AGAIN_MS = 1_000

export type RunnerEvents = RunnerOptions['events'] & EventEmitter // typed as one of ours is: only those named below are listened to

type Keeping = {
  start(events: RunnerEvents): Promise<JobRunner>
  /** The names under which runners of this process hold jobs; kept up to date here. */
  holders: Set<string>
  /** Lets go of what was held under these names. */
  unlock(names: string[]): Promise<void>
  log: Logger
}
type Begun = { runner: JobRunner; names: string[] }

/** @returns how to stop, once it runs; what it throws then is thrown */
export async function keepRunning({ start, holders, unlock, log }: Keeping): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()

  async function begin(): Promise<Begun> {
    const names: string[] = []
    const hold = (name: string): void => {
      names.push(name)
      holders.add(name)
    }
    const events = new EventEmitter() as RunnerEvents
    events.on('pool:create', ({ workerPool }: { workerPool: WorkerPool }) => hold(workerPool.id))
    events.on('worker:create', ({ worker }: { worker: { workerId: string } }) => hold(worker.workerId))
    // graphile-worker 0.18 would end it in the same way next, and leave what that throws to the process, which would end as well.
    events.on('pool:fatalError', ({ workerPool, action, error }: { workerPool: WorkerPool; action: string; error: unknown }) => {
      log.warn({ err: error, action }, 'the runner of jobs cannot reach the database; it is begun again')
      Promise.resolve(workerPool.gracefulShutdown(action)).catch((why: unknown) => log.debug({ err: why }, 'the runner of jobs ended'))
    })
    return { runner: await start(events), names }
  }

  /** Null when it is to be stopped. What was held is done again: whether it was done before is not known. */
  async function beginAgain({ names }: Begun): Promise<Begun | null> {
    for (;;) {
      await wait(AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return null
      try {
        await unlock(names)
        for (const name of names) holders.delete(name)
        return await begin()
      } catch (error) {
        log.warn({ err: error }, 'the runner of jobs cannot begin again yet')
      }
    }
  }

  let begun = await begin()
  const watching = (async () => {
    for (;;) {
      await begun.runner.promise
      const next = stopping.signal.aborted ? null : await beginAgain(begun)
      if (next === null) return
      begun = next
      if (stopping.signal.aborted) await begun.runner.stop()
    }
  })()
  return {
    async stop() {
      stopping.abort()
      // One that ends by itself just now refuses; it is waited for all the same.
      await Promise.allSettled([begun.runner.stop()])
      await watching
    },
  }
}
