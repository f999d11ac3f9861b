import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { reasonOf } from '../doctor/finding.ts'
import { isConnectionLost } from './connection-lost.ts'

type Waiting = {
  say(line: string): void
  /** Throws when nobody wants to wait any more. */
  goOn(): void
  tryEveryMs?: number
  sayEveryMs?: number
}

/**
 * Wait for a database that is away, for as long as it is, and say so. One that answers and refuses us is not waited for.
 *
 * @throws what the database said
 */
export async function awaitDatabase(pool: Pick<pg.Pool, 'query'>, { say, goOn, tryEveryMs = 1000, sayEveryMs = 5000 }: Waiting): Promise<void> {
  for (let saidAt = -Infinity; ; await wait(tryEveryMs)) {
    goOn()
    try {
      await pool.query('select')
      return
    } catch (error) {
      if (!isConnectionLost(error)) throw error
      if (performance.now() - saidAt < sayEveryMs) continue
      saidAt = performance.now()
      say(`The database cannot be reached (${reasonOf(error)}). Yingda waits for it.`)
    }
  }
}
