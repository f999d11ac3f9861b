import { setTimeout as wait } from 'node:timers/promises'
import { startCluster } from './cluster.ts'
import type { Place } from './place.ts'
import { findPostmaster } from './postmaster.ts'
import type { EmbeddedLog } from './problems.ts'

const LOOK_EVERY_MS = 500
const RETRY_AFTER_MS = 3_000

export type Watch = { stop(): Promise<void> }

/**
 * Look after a PostgreSQL whose server lives: when it has been killed, start it again on the same port, so that the
 * server's pool finds it where it was. Never gives up.
 */
export function watchCluster(input: { place: Place; port: number; log: EmbeddedLog; isOurs: () => Promise<boolean> }): Watch {
  const stopped = new AbortController()
  const watching = keepAlive(input, stopped.signal)
  return {
    async stop() {
      stopped.abort()
      await watching
    },
  }
}

async function keepAlive({ place, port, log, isOurs }: Parameters<typeof watchCluster>[0], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const alive = (await findPostmaster(place.dataDir)) !== null
    const recovered = alive || (await revive())
    await pause(recovered ? LOOK_EVERY_MS : RETRY_AFTER_MS, signal)
  }

  async function revive(): Promise<boolean> {
    if (!(await isOurs())) {
      log.error('Another server has taken over the database folder; this one no longer looks after it.')
      return false
    }
    log.warn('The embedded database has died; starting it again.')
    try {
      await startCluster(place, { port })
      log.info('The embedded database runs again.')
      return true
    } catch (error) {
      log.error(error instanceof Error ? error.message : String(error))
      return false
    }
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => wait(ms, undefined, { signal, ref: false }).catch(() => undefined)
