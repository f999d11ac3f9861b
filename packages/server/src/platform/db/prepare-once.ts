import type pg from 'pg'

/** Beyond so many different texts nothing more is kept: what is made of parts without number is no statement to prepare. */
const MOST_KEPT = 200

/** Text → the name it is prepared under, the same on every connection. */
const names = new Map<string, string>()

export function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_KEPT) return known
  const name = `y${names.size}`
  names.set(text, name)
  return name
}

/** PostgreSQL's word for a prepared statement whose tables have changed since: `select *` now answers another row. */
const isOutdated = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '0A000'

/**
 * From now on this connection parses and plans a text once. Statements without values, as `begin`, are left as they are.
 * When a table is migrated meanwhile, one command fails on each connection, and everything is prepared anew.
 */
export function prepareOnce(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (config: unknown, values?: unknown) => Promise<unknown> // as the query builder calls it
  let generation = 0
  const prepared = (text: unknown, values: unknown): Promise<unknown> => {
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    if (name === undefined) return query(text, values)
    return query({ name: `${name}.${generation}`, text, values }).catch((error: unknown) => {
      if (isOutdated(error)) generation += 1
      throw error
    })
  }
  client.query = prepared as typeof client.query // the query builder knows no other call
}
