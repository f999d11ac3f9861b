import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

// Counters and sequence numbers are far below 2^53: read bigint as a number once, here.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint outside the safe range: ${text}`)
  return value
})

// oxlint-disable-next-line typescript/no-empty-object-type -- modules add their own tables by withTables()
export type NoTables = {}
/** The database as the platform knows it: no tables; a module's store names its own with `withTables`. */
export type Db = Kysely<NoTables>

export type Database = { db: Db; pool: pg.Pool; close(): Promise<void> }

/** Open a pool. A lost connection is not an error of the process: the next query opens another. */
export function openDatabase(url: string, options: { max?: number; onError?: (error: Error) => void } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    application_name: 'yingda',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  })
  const onError = options.onError ?? (() => {})
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const db = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    async close() {
      await db.destroy()
      // A query builder that was never asked anything has not opened its side and does not close the pool.
      if (!pool.ending) await pool.end()
    },
  }
}
