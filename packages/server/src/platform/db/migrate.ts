import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runMigrations as migrateJobs } from 'graphile-worker'
import type pg from 'pg'
import { reasonOf } from '../doctor/finding.ts'
import { isConnectionLost } from './connection-lost.ts'
import { refuseUnfit } from './fitness.ts'

export type Migration = { number: number; name: string; sql: string; checksum: string }

const MIGRATIONS_DIR = fileURLToPath(new URL('../../../migrations/', import.meta.url))
/** Any two servers that start at once take turns here. */
const MIGRATION_LOCK = 7_203_114

/** The database cannot be brought up to this program. The message says why and what to do. */
export class CannotMigrate extends Error {
  override readonly name = 'CannotMigrate'
}

/** The migrations of this program in order. Throws when two carry one number or a number is left out. */
export function readMigrations(dir: string = MIGRATIONS_DIR): Migration[] {
  const files = readdirSync(dir)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file, index) => {
    const number = Number(file.slice(0, 4))
    if (number !== index + 1) throw new Error(`migration ${file} should carry number ${index + 1}: numbers are given once and without gaps`)
    const sql = readFileSync(dir + file, 'utf8')
    return { number, name: file.slice(5, -4), sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * Bring the database up to this program, each migration in a transaction of its own, with a lock timeout so that a
 * busy table is not queued behind. Also runs the job runner's migrations. Returns how many were applied.
 *
 * @throws DatabaseUnfit | CannotMigrate
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[] = readMigrations()): Promise<number> {
  const client = await pool.connect()
  try {
    await refuseUnfit(client)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`create table if not exists schema_migration (
      number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
    const applied = await appliedChecksums(client)
    let count = 0
    for (const migration of migrations) {
      const before = applied.get(migration.number)
      if (before !== undefined && before !== migration.checksum) {
        throw new CannotMigrate(
          `Migration ${migration.number} (${migration.name}) was changed after it had been applied: use an unchanged copy of this release.`,
        )
      }
      if (before !== undefined) continue
      await applyMigration(client, migration)
      count += 1
    }
    await migrateJobs({ pgPool: pool })
    return count
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {})
    client.release()
  }
}

async function appliedChecksums(client: pg.PoolClient): Promise<Map<number, string>> {
  const { rows } = await client.query<{ number: number; checksum: string }>('select number, checksum from schema_migration')
  return new Map(rows.map((row) => [row.number, row.checksum]))
}

async function applyMigration(client: pg.PoolClient, { number, name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query("set local lock_timeout = '5s'")
    await client.query(sql)
    await client.query('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [number, name, checksum])
    await client.query('commit')
  } catch (error) {
    // A connection that is lost has rolled back by itself, and is told as what it is.
    await client.query('rollback').catch(() => undefined)
    if (isConnectionLost(error)) throw error
    throw new CannotMigrate(`Migration ${number} (${name}) ${notApplied(error)}`, { cause: error })
  }
}

const notApplied = (error: unknown): string =>
  error instanceof Error && 'code' in error && error.code === '55P03'
    ? 'waited five seconds for a table that somebody is using, and gave way. Nothing of it was kept: start again, at a quieter moment.'
    : `failed: ${reasonOf(error)}. Nothing of it was kept; those before it were applied.`
