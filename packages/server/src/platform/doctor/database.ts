/** The database: reachable, new enough, UTF-8, with this program's tables, and of one mind with us about the time. */
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import type { Config } from '../config.ts'
import { askServer, tooOld, wrongEncoding, type Unfit } from '../db/fitness.ts'
import { inspectEmbedded } from '../db/embedded/inspect.ts'
import { readOwner } from '../db/embedded/lease.ts'
import { readMigrations } from '../db/migrate.ts'
import { checkAttachments } from './files.ts'
import { failed, type Finding, note, ok, reasonOf } from './finding.ts'
import { checkConnections, checkSecret } from './processes.ts'

type Numbered = { number: number; name: string; checksum: string }

type Asked = Pick<Config, 'databaseUrl' | 'dataDir' | 'storageQuotaBytes' | 'storage' | 'sessionSecret'>
type Rest = Pick<Asked, 'storageQuotaBytes' | 'storage' | 'sessionSecret'>

export async function checkDatabase({ databaseUrl, dataDir, ...rest }: Asked): Promise<Finding[]> {
  if (databaseUrl !== null) return lookInto(databaseUrl, { ...rest, todo: 'Correct DATABASE_URL, or the network, or the database’s rights.' })
  try {
    const embedded = await inspectEmbedded(dataDir)
    if (embedded.state === 'absent') return [note('database', 'The embedded database is not made yet; the first start makes it.')]
    if (embedded.state === 'asleep') return [note('database', `The embedded database in ${embedded.dataDir} is not running; it starts with npm start.`)]
    const owner = await readOwner(dataDir)
    const served = owner
      ? ok('server', `Yingda runs at ${owner.address}.`)
      : note('server', 'The embedded database runs without its server; the next start adopts it.')
    return [served, ...(await lookInto(embedded.url, { ...rest, todo: `What it says itself stands in ${join(dirname(embedded.dataDir), 'postgres.log')}.` }))]
  } catch (error) {
    return [failed('database', reasonOf(error), 'Mend it and run the doctor again.')]
  }
}

/** @param todo where it cannot be used */
async function lookInto(url: string, { storageQuotaBytes, storage, sessionSecret, todo }: Rest & { todo: string }): Promise<Finding[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000, application_name: 'yingda doctor' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('set default_transaction_read_only = on')
    const usable = [...(await checkServer(client)), await checkClock(client), await checkTables(client)]
    const shared = [await checkConnections(client), ...(await checkSecret(client, sessionSecret))]
    return [
      ...usable,
      ...shared,
      ...(await checkArchive(client)),
      ...(await checkStorageUse(client, storageQuotaBytes)),
      ...(await checkAttachments(client, storage)),
    ]
  } catch (error) {
    return [failed('database', `It cannot be used: ${reasonOf(error)}.`, todo)]
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function checkServer(client: Client): Promise<Finding[]> {
  const server = await askServer(client)
  const told = (check: string, unfit: Unfit | null, fine: string): Finding => (unfit === null ? ok(check, fine) : failed(check, unfit.says, unfit.todo))
  return [told('database', tooOld(server), `PostgreSQL ${server.shown}.`), told('encoding', wrongEncoding(server), 'UTF8.')]
}

const CLOCK_LIMIT_MS = 2_000

/** Half the way there and back is taken off, so that a slow line is not taken for a wrong clock. */
async function checkClock(client: Client): Promise<Finding> {
  const asked = Date.now()
  const { rows } = await client.query<{ at: number }>('select extract(epoch from clock_timestamp())::float8 * 1000 as at')
  const answered = Date.now()
  const differenceMs = Math.round((rows[0]?.at ?? 0) - (asked + answered) / 2)
  const says = `Database and server differ by ${Math.abs(differenceMs)} ms.`
  return Math.abs(differenceMs) <= CLOCK_LIMIT_MS ? ok('clock', says) : failed('clock', says, 'Set both clocks by NTP: deadlines and sessions hang on them.')
}

async function checkTables(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('schema_migration') is not null as there`)
  if (!rows[0]?.there) return compareMigrations([], readMigrations())
  const applied = await client.query<Numbered>('select number, name, checksum from schema_migration order by number')
  return compareMigrations(applied.rows, readMigrations())
}

export function compareMigrations(applied: readonly Numbered[], known: readonly Numbered[]): Finding {
  const changed = known.filter((one) => applied.some((other) => other.number === one.number && other.checksum !== one.checksum))
  if (changed.length > 0) {
    return failed(
      'tables',
      `Changed after they were applied: ${changed.map(({ number, name }) => `${number} ${name}`).join(', ')}.`,
      'Use an unchanged copy of this release.',
    )
  }
  const ahead = applied.filter(({ number }) => !known.some((one) => one.number === number))
  if (ahead.length > 0) return failed('tables', `The database is ${ahead.length} migrations ahead of this program.`, 'Start the newer release.')
  const waiting = known.length - applied.length
  if (waiting > 0) return failed('tables', `${waiting} of ${known.length} migrations are not applied.`, 'Start this release once: it applies them.')
  return ok('tables', `All ${known.length} migrations are applied.`)
}

/** Of the log kept to go back by (ARCHIVE_DIR): while a piece cannot be put there, the way back ends, and PostgreSQL's own disk fills up. */
export async function checkArchive(client: Pick<Client, 'query'>): Promise<Finding[]> {
  const { rows } = await client.query<{ mode: string; last: string | null; failed: string | null; failures: number; stuck: boolean }>(
    `select current_setting('archive_mode') as mode, to_char(last_archived_time at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') as last,
       last_failed_wal as failed, failed_count::int as failures, coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as stuck
     from pg_stat_archiver`,
  )
  const [archive] = rows
  if (archive === undefined || archive.mode === 'off') return []
  if (!archive.stuck) return [ok('kept log', archive.last === null ? 'Nothing is there to be kept yet.' : `Kept up to the piece of ${archive.last}.`)]
  const since = archive.last === null ? 'Nothing has been kept' : `Nothing has been kept since ${archive.last}`
  return [
    failed(
      'kept log',
      `${since}: ${archive.failed} could not be put into the archive (${archive.failures} times).`,
      'The archive needs room and rights, and each database a folder of its own; until then PostgreSQL’s disk fills up. Its log says why.',
    ),
  ]
}

const NEARLY_FULL = 0.9

/** Before the tables stand there is nothing to be said. */
export async function checkStorageUse(client: Pick<Client, 'query'>, quotaBytes: number | null): Promise<Finding[]> {
  const { rows: tables } = await client.query<{ stands: boolean }>(`select to_regclass('storage_use') is not null as stands`)
  if (tables[0]?.stands !== true) return []
  const { rows } = await client.query<{ bytes: string }>('select bytes::text from storage_use')
  const used = Number(rows[0]?.bytes ?? 0)
  if (quotaBytes === null) return [ok('storage use', `Attachments take ${inMegabytes(used)}; there is no quota.`)]
  const says = `Attachments take ${inMegabytes(used)} of ${inMegabytes(quotaBytes)}.`
  const todo = 'Raise STORAGE_QUOTA_BYTES, and the room behind it; beyond it files are refused.'
  if (used >= quotaBytes) return [failed('storage use', says, todo)]
  return [used >= quotaBytes * NEARLY_FULL ? note('storage use', says, todo) : ok('storage use', says)]
}

const inMegabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`
