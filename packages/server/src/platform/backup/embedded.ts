/** The embedded database, backed up while it works: its files as they are, and the log that makes them one instant. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { type Piece, type Tree, writeBytes } from './copy.ts'
import { countAll, migrationNumber } from './counts.ts'
import { copyDataFolder } from './data-folder.ts'
import type { Manifest } from './manifest.ts'
import { markInstant } from './mark.ts'
import type { Say } from './problems.ts'
import { copyWal } from './wal.ts'

export const DATA = 'database/data'
const SLOT = 'yingda_backup'

export type DatabaseCopy = Tree & Pick<Manifest, 'at' | 'serverVersion' | 'migration' | 'database' | 'counts'>

/**
 * Between `pg_backup_start` and `pg_backup_stop` the files are copied as they stand. A temporary slot keeps the log from
 * being recycled; it goes with the connection, whatever becomes of us.
 */
export async function copyEmbedded({ url, dataDir, draft, say }: { url: string; dataDir: string; draft: string; say: Say }): Promise<DatabaseCopy> {
  const writer = await connect(url)
  const reader = await connect(url)
  try {
    const id = randomBytes(4).toString('hex')
    const about = await lookAt(writer)
    await writer.query('select pg_create_physical_replication_slot($1, true, true)', [`${SLOT}_${id}`])
    const first = await one<{ name: string }>(writer, 'select pg_walfile_name(pg_backup_start($1, true)) as name', [`yingda ${id}`])
    say('Copying the database.')
    const to = join(draft, DATA)
    const data = await copyDataFolder(dataDir, to)
    const labels = await stopBackup(writer, to)

    const mark = `yingda_${id}`
    const at = await markInstant({ writer, reader, name: mark })
    const last = await closeSegment(writer)
    await mkdir(join(to, 'pg_wal'), { recursive: true, mode: 0o700 })
    const wal = await copyWal(join(dataDir, 'pg_wal'), join(to, 'pg_wal'), { first: first.name, last })
    say('Counting what is in it.')
    const counts = await countAll(reader)
    const inside = (path: string): string => `${DATA}/${path}`
    const pieces: Piece[] = [...data.pieces, ...labels, ...wal.map((piece) => ({ ...piece, path: `pg_wal/${piece.path}` }))]
    return {
      folders: [DATA, ...data.folders.map(inside)],
      pieces: pieces.map((piece) => ({ ...piece, path: inside(piece.path) })),
      at: at.toISOString(),
      serverVersion: about.version,
      migration: await migrationNumber(reader),
      database: { kind: 'embedded', major: about.major, systemId: about.systemId, mark, wal: { from: first.name, to: last } },
      counts,
    }
  } finally {
    await Promise.all([writer.end(), reader.end()])
  }
}

async function lookAt(client: Client): Promise<{ version: string; major: number; systemId: string }> {
  return one(
    client,
    `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major,
       (select system_identifier::text from pg_control_system()) as "systemId"`,
  )
}

async function stopBackup(client: Client, to: string): Promise<Piece[]> {
  // An archive that is stuck must not hold the backup: the log it needs is copied here.
  const { label, map } = await one<{ label: string; map: string }>(
    client,
    'select labelfile as label, spcmapfile as map from pg_backup_stop(wait_for_archive => false)',
  )
  const files = [
    { path: 'backup_label', text: label },
    { path: 'tablespace_map', text: map },
  ].filter(({ text }) => text.trim() !== '')
  return Promise.all(files.map(async ({ path, text }) => ({ path, ...(await writeBytes(join(to, path), Buffer.from(text), { mode: 0o600 })) })))
}

/** End the segment that holds the mark. @returns its name, once it is whole on disk */
async function closeSegment(client: Client): Promise<string> {
  const { name, lsn } = await one<{ name: string; lsn: string }>(
    client,
    'select pg_walfile_name(lsn) as name, lsn::text as lsn from (select pg_current_wal_insert_lsn() as lsn) as here',
  )
  await client.query('select pg_switch_wal()')
  for (;;) {
    const { flushed } = await one<{ flushed: boolean }>(client, 'select pg_current_wal_flush_lsn() >= $1::pg_lsn as flushed', [lsn])
    if (flushed) return name
    await wait(20)
  }
}

export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'yingda backup' })
  // A connection that is lost is told by the query that needs it.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

export async function one<Row extends object>(client: Client, text: string, values: unknown[] = []): Promise<Row> {
  const { rows } = await client.query<Row>(text, values)
  const [row] = rows
  if (row === undefined) throw new Error(`no row came back for: ${text}`)
  return row
}
