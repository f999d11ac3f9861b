/**
 * Transactions whose statements go out one behind the other. A round trip wakes two processes, which costs more than most
 * short statements do; so `begin` goes with the first of them, the commit right behind the last, and what is asked in one
 * turn of the loop leaves in one write, and is answered in one.
 */
import { AbortedTransactionError, DefaultQueryExecutor, Kysely, PostgresDialect, type CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely'
import pg from 'pg'
import type { Db, NoTables } from './db.ts'
import { Flight, Passenger, type Answer } from './flight.ts'
import { nameOf } from './prepare-once.ts'
import { allOf, type Transact } from './transact.ts'

/** @param pool of connections that nobody else asks meanwhile */
export function pipelined(pool: pg.Pool): Transact {
  const lines = new WeakMap<pg.PoolClient, Line>()
  return async (work) => {
    const client = await pool.connect()
    const line = lines.get(client) ?? new Line(client)
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
  try {
    const result = await work(line.db, onTheirWay)
    const committed = line.commit(onTheirWay)
    await allOf([...onTheirWay, committed])
    // A failure that the command has caught makes a rollback of the commit.
    if ((await committed).command === 'ROLLBACK') throw new AbortedTransactionError()
    return result
  } catch (error) {
    await line.rollBack()
    await allOf(onTheirWay)
    throw error
  }
}

/** PostgreSQL's words for a prepared statement whose tables have changed since, that it has no more, and that it has already. */
const OUTDATED: ReadonlySet<string | undefined> = new Set(['0A000', '26000', '42P05'])
const isOutdated = (error: unknown): boolean => error instanceof pg.DatabaseError && OUTDATED.has(error.code)

/** One connection, asked without waiting: what is asked in one turn of the loop leaves together, when what was asked before is answered. */
class Line {
  readonly db: Db
  isBroken = false
  readonly #client: pg.PoolClient
  #boarding: Passenger[] = []
  #gathering: Promise<void> | null = null

  constructor(client: pg.PoolClient) {
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

  /** A failure is heard by whoever waits; where nobody does, the transaction's end tells of it. Values are read when the flight leaves. */
  send(text: string, parameters: readonly unknown[] = []): Promise<Answer> {
    const passenger = new Passenger(nameOf(text) ?? '', text, parameters)
    this.#boarding.push(passenger)
    // Prepared for what the tables were: on another connection everything is prepared anew.
    passenger.answer.catch((error: unknown) => (this.isBroken ||= isOutdated(error)))
    this.#gathering ??= this.#gather()
    return passenger.answer
  }

  /** Behind all that is on its way, and not at all when one of them fails before it has left: the others must not stand without it. */
  commit(onTheirWay: readonly Promise<unknown>[]): Promise<Answer> {
    const passenger = new Passenger(nameOf('commit') ?? '', 'commit', [])
    this.#boarding.push(passenger)
    const stay = (error: Error): void => {
      if (!this.#boarding.includes(passenger)) return
      this.#boarding = this.#boarding.filter((one) => one !== passenger)
      passenger.refuse(error)
    }
    for (const one of onTheirWay) one.catch(stay)
    this.#gathering ??= this.#gather()
    return passenger.answer
  }

  async rollBack(): Promise<void> {
    await this.#gathering
    if (this.#client.getTransactionStatus() === 'I') return
    await this.send('rollback').catch(() => (this.isBroken = true))
  }

  async #gather(): Promise<void> {
    for (;;) {
      await endOfTurn()
      if (this.#boarding.length === 0) break
      const boarding = this.#boarding
      this.#boarding = []
      // Where the transaction could not begin, or is over, a statement would be one of its own.
      if (this.#client.getTransactionStatus() === 'I' && boarding[0]?.query.text !== 'begin') {
        for (const one of boarding) one.refuse(new Error('no transaction is open'))
        continue
      }
      const flight = new Flight(boarding)
      this.#client.query(flight)
      await flight.landed
    }
    this.#gathering = null
  }
}

/** When all that goes on by promises alone has gone on: a tick that is asked for among them comes behind them. */
async function endOfTurn(): Promise<void> {
  await undefined
  await new Promise<void>((resolve) => process.nextTick(resolve))
}

/** Asks this connection at once: a statement is on its way when the call that makes it returns. */
function databaseOn(connection: DatabaseConnection): Db {
  const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('this connection is given')) })
  const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), { provideConnection: (consumer) => consumer(connection) })
  return new Kysely<NoTables>({ config: { dialect }, dialect, driver: dialect.createDriver(), executor })
}
