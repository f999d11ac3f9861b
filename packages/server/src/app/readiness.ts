/**
 * Whether a proxy may send work to this server. A proxy takes out whoever says no, so a no is worth something only while
 * somebody else is better: of a database that nobody reaches all would say it at once, and nobody were left to show the
 * status page or to tell a customer that what was written is kept. A server that cannot reach it says no when it sees that
 * others do. A long line is no reason either: whoever stands in it is served by what it is worth or told when to come back, and a
 * rush comes to all servers at once.
 */
import type pg from 'pg'
import { repeatEvery } from '../platform/repeat.ts'

const LOOK_EVERY_MS = 1000
const DATABASE_ANSWERS_WITHIN_MS = 5000
/** What was under way as the database went away, of this server or another, has been seen by then. */
const UNDER_WAY_MS = 10_000
/** Somebody who reaches the database shows it once a minute at least, by a new copy of the status page. */
const BELIEVED_MS = 150_000

type Needed = {
  pool: Pick<pg.Pool, 'query'>
  /** Changes whenever another server is seen to have written to the database. */
  signs: () => string
  /** Goes on evenly, whatever is done to the clock. */
  nowMs?: () => number
}

export type Readiness = {
  /** As of the last look, so that a proxy that waits a second for its answer has it. */
  isReady(): boolean
  isDatabaseThere(): boolean
  look(): Promise<void>
  stop(): Promise<void>
}

export function startReadiness({ pool, signs, nowMs = () => performance.now() }: Needed): Readiness {
  let lostAtMs: number | null = null
  let seen: string | null = null
  let seenAtMs = -Infinity
  const look = async (): Promise<void> => {
    const answers = await databaseAnswers(pool)
    lostAtMs = answers ? null : (lostAtMs ?? nowMs())
    const now = signs()
    if (seen !== null && now !== seen) seenAtMs = nowMs()
    seen = now
  }
  const areOthersBetter = (sinceMs: number): boolean => seenAtMs > sinceMs + UNDER_WAY_MS && nowMs() - seenAtMs < BELIEVED_MS
  const stop = repeatEvery(LOOK_EVERY_MS, look, () => undefined)
  return {
    isReady: () => lostAtMs === null || !areOthersBetter(lostAtMs),
    isDatabaseThere: () => lostAtMs === null,
    look,
    stop: async () => void (await stop()),
  }
}

/** Whether it answers soon: one that only holds the connection open is as good as away. */
async function databaseAnswers(pool: Needed['pool']): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), DATABASE_ANSWERS_WITHIN_MS)
  const answer = pool.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
