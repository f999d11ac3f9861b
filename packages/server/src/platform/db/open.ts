import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { Line } from '../admission/line.ts'
import { lineUp } from '../admission/line-up.ts'
import type { Db, NoTables } from './db.ts'
import { pipelined } from './pipelined.ts'
import './instants.ts'
import { prepareOnce } from './prepare-once.ts'
import { watchSilence } from './silence.ts'
import type { Transact } from './transact.ts'

// Counters and sequence numbers are far below 2^53: read bigint as a number once, here.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint outside the safe range: ${text}`)
  return value
})

export type Database = {
  db: Db
  /** For the few statements that run all the time, every one of them by key: planned once a connection, by index. */
  hot: Db
  /** A transaction on one of the same connections. */
  transactHot: Transact
  pool: pg.Pool
  hotPool: pg.Pool
  /** Who waits for a connection of either. */
  lines: { db: Line; hot: Line }
  close(): Promise<void>
}

const HOT_CONNECTIONS = 8
const CONNECTIONS = 20
/** Of one process, both pools together. */
export const MOST_CONNECTIONS = CONNECTIONS + HOT_CONNECTIONS
/**
 * A plan that was made while a table was small would be kept when it has grown. Whatever runs here finds its rows by
 * key, so the plan that is right for a large table is fit for a small one.
 */
const BY_KEY = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off'

/** A transaction whose process stands still, or is out of reach, holds its locks no longer than this. */
const IDLE_IN_TRANSACTION_MS = 20_000
/** By then the database has noticed that the network to a process is gone. */
const SERVER_KEEPALIVE = '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'

type Options = { max?: number; onError?: (error: Error) => void; silentAfterMs?: number }

/** Open a pool. A lost connection is not an error of the process: the next query opens another. */
export function openDatabase(url: string, options: Options = {}): Database {
  const pool = openPool({ connectionString: url, max: options.max ?? CONNECTIONS, options: SERVER_KEEPALIVE }, options)
  const hotPool = openPool({ connectionString: url, max: HOT_CONNECTIONS, options: `${SERVER_KEEPALIVE} ${BY_KEY}` }, options)
  hotPool.on('connect', prepareOnce)
  const lines = { db: new Line({ places: pool.options.max }), hot: new Line({ places: HOT_CONNECTIONS }) }
  lineUp(pool, lines.db)
  lineUp(hotPool, lines.hot)
  const [db, hot] = [pool, hotPool].map((one) => new Kysely<NoTables>({ dialect: new PostgresDialect({ pool: one }) })) as [Db, Db]
  return {
    db,
    hot,
    transactHot: pipelined(hotPool),
    pool,
    hotPool,
    lines,
    async close() {
      await Promise.all([db.destroy(), hot.destroy()])
      // A query builder that was never asked anything has not opened its side and does not close the pool.
      for (const one of [pool, hotPool]) if (!one.ending) await one.end()
    },
  }
}

function openPool(config: pg.PoolConfig & { connectionString: string }, { onError = () => {}, silentAfterMs }: Options): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    application_name: 'yingda',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 15_000,
  })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  watchSilence(pool, config.connectionString, {
    silentAfterMs,
    onCut: (lines) => onError(new Error(`${lines} connections to the database had died without a word`)),
  })
  return pool
}
