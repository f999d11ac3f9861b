/**
 * Transactions whose statements go out one behind the other. A round trip wakes two processes, which costs more than most
 * short statements do; so `begin` goes with the first of them, the commit right behind the last, and what is asked in one
 * turn of the loop leaves in one write. The database still answers each by itself, and refuses whatever follows a failure.
 */
import { AbortedTransactionError, DefaultQueryExecutor, Kysely, PostgresDialect, type CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely'
import type pg from 'pg'
import type { Db, NoTables } from './db.ts'
import { allOf, type Transact } from './transact.ts'

type Stream = { cork(): void; uncork(): void }
/** What the driver keeps of a connection and does not declare. */
type Client = pg.PoolClient & { connection: { stream: Stream } }

/** @param pool of connections in pipeline mode */
export function pipelined(pool: pg.Pool): Transact {
  const lines = new WeakMap<pg.PoolClient, Line>()
  return async (work) => {
    const client = await pool.connect()
    const line = lines.get(client) ?? new Line(client as Client)
    lines.set(client, line)
    try {
      return await inTransaction(line, work)
    } finally {
      client.release(line.isBroken)
    }
  }
}

async function inTransaction<T>(line: Line, work: (tx: Db, onTheirWay: Promise<unknown>[]) => Promise<T>): Promise<T> {
  const onTheirWay = [line.send('begin')]
  const result = await work(line.db, onTheirWay).catch(async (error: unknown) => {
    await line.rollBack()
    await allOf(onTheirWay)
    throw error
  })
  const committed = line.send('commit')
  await allOf([...onTheirWay, committed])
  // A failure that the command has caught makes a rollback of the commit.
  if ((await committed).command === 'ROLLBACK') throw new AbortedTransactionError()
  return result
}

/** One connection, asked without waiting. */
class Line {
  readonly db: Db
  isBroken = false
  readonly #client: Client
  #isCorked = false

  constructor(client: Client) {
    this.#client = client
    this.db = databaseOn({
      executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
        const { rows, rowCount } = await this.send(sql, parameters)
        return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
      },
      streamQuery() {
        throw new Error('nothing is streamed within a pipelined transaction')
      },
    })
  }

  /** A failure is heard by whoever waits; where nobody does, the transaction's end tells of it. */
  send(text: string, parameters?: readonly unknown[]): Promise<pg.QueryResult> {
    this.#gather()
    const answer = this.#client.query(text, parameters as unknown[]) // the driver only reads them
    answer.catch(() => undefined)
    return answer
  }

  async rollBack(): Promise<void> {
    await this.send('rollback').catch(() => (this.isBroken = true))
  }

  #gather(): void {
    if (this.#isCorked) return
    this.#isCorked = true
    const { stream } = this.#client.connection
    stream.cork()
    process.nextTick(() => {
      this.#isCorked = false
      stream.uncork()
    })
  }
}

/** Asks this connection at once: a statement is on its way when the call that makes it returns. */
function databaseOn(connection: DatabaseConnection): Db {
  const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('this connection is given')) })
  const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), { provideConnection: (consumer) => consumer(connection) })
  return new Kysely<NoTables>({ config: { dialect }, dialect, driver: dialect.createDriver(), executor })
}
