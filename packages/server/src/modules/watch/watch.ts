import { sql } from 'kysely'
import type { Logger } from 'pino'
import { lookEvery, type Clock } from '../../platform/clock.ts'
import type { Runner } from '../../platform/command.ts'
import type { Database } from '../../platform/db/open.ts'
import { repeatEvery } from '../../platform/repeat.ts'
import { lookOnce } from './look.ts'

const LOOK_EVERY_MS = 2000
/** Of all servers one looks at a time. */
export const WATCH_LOCK = 7_203_115

type Watch = { runner: Runner; database: Database; log: Logger; clock: Clock }

/** Look at reality every two seconds until stopped; where another server is looking, this one waits for its turn. */
export function startWatch({ runner, database, log, clock }: Watch): { stop(): Promise<void> } {
  const look = (): Promise<void> => inTurn(database, () => lookOnce(runner, log))
  return { stop: repeatEvery(lookEvery(clock, LOOK_EVERY_MS), look, (error) => log.warn({ err: error }, 'the watch could not look; trying again')) }
}

/** The lock goes with its transaction: also when this process dies, stands still, or is out of the database's reach. */
async function inTurn({ db }: Database, look: () => Promise<void>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${WATCH_LOCK}) as mine`.execute(transaction)
    if (rows[0]?.mine === true) await look()
  })
}
