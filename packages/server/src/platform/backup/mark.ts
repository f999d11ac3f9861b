import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from 'pg'
import { lastingTables } from './counts.ts'
import { CannotBackUp } from './problems.ts'

const TRIES = 60

/**
 * Find one instant that the log and a snapshot agree on: a named point in the log, and on `reader` an open transaction
 * that sees exactly what was committed before it. Writers are held back for it, as between a commit's record in the log
 * and its being seen lies a moment: 0.4 seconds at most, then it gives way, and tries again a little later.
 *
 * Nobody else can become a deadlock's victim: this side looks for one ten times sooner, and gives way.
 *
 * @returns the instant on the database's clock
 */
export async function markInstant({ writer, reader, name }: { writer: Client; reader: Client; name: string }): Promise<Date> {
  const tables = await lastingTables(writer)
  for (let left = TRIES; ; left -= 1) {
    const at = await tryMark(tables, { writer, reader, name })
    if (at !== null) return at
    if (left === 0) throw new CannotBackUp('Another work holds the tables (a migration, a long import). Take the backup when it has ended.')
    await wait(50 + Math.random() * 200)
  }
}

async function tryMark(tables: readonly string[], { writer, reader, name }: { writer: Client; reader: Client; name: string }): Promise<Date | null> {
  try {
    await writer.query('begin')
    await writer.query("set local lock_timeout = '250ms'; set local statement_timeout = '400ms'; set local deadlock_timeout = '80ms'")
    await writer.query(`lock table ${tables.join(', ')} in share mode`)
    await reader.query('begin isolation level repeatable read read only')
    // The snapshot is taken by the first statement.
    await reader.query('select')
    const { rows } = await writer.query<{ at: Date }>('select clock_timestamp() as at, pg_create_restore_point($1)', [name])
    await writer.query('commit')
    return rows[0]?.at ?? null
  } catch (error) {
    await writer.query('rollback')
    await reader.query('rollback')
    if (isBusy(error)) return null
    throw error
  }
}

/** lock_not_available, query_canceled, deadlock_detected */
const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && ['55P03', '57014', '40P01'].includes(String(error.code))
