/**
 * Statements that leave in one write and are answered in one. The driver ends each of its queries with a Sync, and
 * PostgreSQL sends what it has, and wakes us, at each; here one Sync stands behind the last. After a statement that fails
 * the database reads on to the Sync and does nothing more (Message Flow, Pipelining), so those behind it fail of the same.
 */
import type { Socket } from 'node:net'
import pg from 'pg'

export type Answer = pg.QueryResult

/** What the driver keeps of a connection and does not declare. */
type Connection = pg.Connection & {
  sync(): void
  stream: Socket
  submittedNamedStatements: Record<string, string>
}
/** The driver's own query, as its connection drives it. */
type Query = {
  name: string
  text: string
  submit(connection: Connection): Error | null
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Connection): void
  handleReadyForQuery(connection: Connection): void
  handleError(error: Error): void
}

/** One statement of a flight. */
export class Passenger {
  readonly query: Query
  readonly answer: Promise<Answer>
  failure: Error | null = null

  /** @param name under which it is prepared once a connection */
  constructor(name: string, text: string, values: readonly unknown[]) {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    this.answer = promise
    // The driver only reads the values; of its query it declares no more than that one can submit it. By the simple protocol it would not wait for the Sync.
    const config: pg.QueryConfig & { queryMode: 'extended' } = { name, text, values: values as unknown[], queryMode: 'extended' }
    this.query = new pg.Query(config, (error: Error | null | undefined, result) => {
      this.failure = error ?? null
      if (error) reject(error)
      else resolve(result as unknown as Answer)
    }) as unknown as Query
  }

  /** It does not leave. */
  refuse(error: Error): void {
    this.query.handleError(error)
  }
}

/** To be given to a connection as one of its queries, which none other may follow until `landed`. */
export class Flight implements pg.Submittable {
  readonly landed: Promise<void>
  readonly #passengers: readonly Passenger[]
  readonly #land: () => void
  #at = 0
  #hasLeft = false

  constructor(passengers: readonly Passenger[]) {
    this.#passengers = passengers
    const { promise, resolve } = Promise.withResolvers<void>()
    this.landed = promise
    this.#land = resolve
  }

  /** The driver notes under these which statement a connection has prepared. */
  get name(): string | undefined {
    return this.#current?.name
  }
  get text(): string | undefined {
    return this.#current?.text
  }
  get #current(): Query | undefined {
    return this.#passengers[this.#at]?.query
  }

  submit(connection: pg.Connection): null {
    this.#hasLeft = true
    const line = connection as Connection // the only ones this driver makes
    const withoutSync: Connection = Object.create(line, { sync: { value: () => undefined } })
    line.stream.cork()
    const failed = this.#passengers.map((passenger) => passenger.query.submit(withoutSync) ?? passenger.failure).find((error) => error !== null)
    line.sync()
    // One that the driver could not write is missing, and a commit may stand behind it: nothing of this reaches the database.
    if (failed !== undefined) line.stream.destroy(failed)
    line.stream.uncork()
    return null
  }

  handleRowDescription(message: unknown): void {
    this.#current?.handleRowDescription(message)
  }

  handleDataRow(message: unknown): void {
    this.#current?.handleDataRow(message)
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    const query = this.#current
    this.#at += 1
    query?.handleCommandComplete(message, connection)
    query?.handleReadyForQuery(connection)
  }

  /** Of the database, after which nothing was done; or of the connection, after which nothing is known. */
  handleError(error: Error, connection: Connection): void {
    for (const { query } of this.#passengers.slice(this.#at)) {
      delete connection.submittedNamedStatements[query.name]
      query.handleError(error)
    }
    this.#at = this.#passengers.length
    const { stream } = connection
    if (!this.#hasLeft || stream.destroyed) return this.#land()
    // The driver says no more of a query that has failed.
    const land = (): void => {
      connection.off('readyForQuery', land)
      stream.off('close', land)
      this.#land()
    }
    connection.once('readyForQuery', land)
    stream.once('close', land)
  }

  /** Words without a statement are answered without a CommandComplete. */
  handleEmptyQuery(connection: Connection): void {
    const query = this.#current
    this.#at += 1
    query?.handleReadyForQuery(connection)
  }

  handleReadyForQuery(): void {
    this.#land()
  }
}
