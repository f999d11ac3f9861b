/** A server on a database of its own, with people in it. */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { openBus } from '../platform/bus.ts'
import { systemClock } from '../platform/clock.ts'
import { createRunner, type Runner } from '../platform/command.ts'
import type { Db } from '../platform/db/db.ts'
import { openDatabase, type Database } from '../platform/db/open.ts'
import type { Place } from './place.ts'
import { seedParties, type Party, type Seeded } from './seed.ts'
import { newSecrets, startServer, type Secrets, type Server } from './server.ts'

export type Stage = AsyncDisposable &
  Seeded & {
    url: string
    database: Database
    runner: Runner
    secrets: Secrets
    /** The parties as they would come back now, holding all that was said. */
    upToDate(): Promise<Party[]>
  }

/** A fresh database in which so many customers have each a conversation with an agent of their own. */
export async function openStage(place: Place, pairs: number): Promise<Stage> {
  const url = await place.freshDatabase()
  const database = openDatabase(url, { max: 4 })
  const runner = createRunner({ db: database.db, bus: await openBus(), clock: systemClock, groupsFor: () => [] })
  const secrets = newSecrets()
  const seeded = await seedParties(runner, secrets, pairs)
  return {
    ...seeded,
    url,
    database,
    runner,
    secrets,
    upToDate: () => withUpToDate(database.db, seeded.parties),
    async [Symbol.asyncDispose]() {
      await database.close()
      await place.dropDatabase(url)
    },
  }
}

/** Each with the newest number of its conversation, in its own numbering. */
export async function withUpToDate(db: Db, parties: readonly Party[]): Promise<Party[]> {
  const { rows } = await sql<{ id: string; last_seq: number; last_customer_seq: number }>`
    select id, last_seq, last_customer_seq from stream where kind = 'conversation'`.execute(db)
  const newest = new Map(rows.map((row) => [row.id, row]))
  return parties.map((party) => {
    const at = newest.get(party.conversationId)
    return { ...party, after: (party.side === 'customer' ? at?.last_customer_seq : at?.last_seq) ?? 0 }
  })
}

const CATCHES_UP_WITHIN_MS = 120_000

/** Waits until what was said is in the lists, the search and wherever else it follows later. @returns how long, milliseconds */
export async function caughtUp(db: Db): Promise<number> {
  const fromMs = performance.now()
  for (;;) {
    const { rows } = await sql<{ due: number }>`select count(*)::int as due from reaction_due where due`.execute(db)
    const tookMs = performance.now() - fromMs
    if (rows[0]?.due === 0) return tookMs
    if (tookMs > CATCHES_UP_WITHIN_MS) throw new Error(`${rows[0]?.due} streams are still due`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Run `work` against a server on this stage, and stop it whatever comes. */
export async function withServer<T>(
  { url, secrets }: Pick<Stage, 'url' | 'secrets'>,
  { folder }: Pick<Place, 'folder'>,
  flags: readonly string[],
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await startServer({ databaseUrl: url, folder, secrets, flags })
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}
