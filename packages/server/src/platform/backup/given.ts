/** A PostgreSQL of the operator's own: dumped at one snapshot while everybody works, restored into an empty database. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { refuseUnfit } from '../db/fitness.ts'
import { hashTree } from './copy.ts'
import { countAll, differences, lastingTables, migrationNumber } from './counts.ts'
import { connect, type DatabaseCopy, one } from './embedded.ts'
import type { Manifest } from './manifest.ts'
import { findTool, runOn } from './pg-tools.ts'
import { CannotBackUp, type Say } from './problems.ts'

const DUMP = 'database/dump'

export async function dumpGiven({ url, draft, say }: { url: string; draft: string; say: Say }): Promise<DatabaseCopy> {
  const client = await connect(url)
  try {
    const { version, major } = await one<{ version: string; major: number }>(
      client,
      `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major`,
    )
    const tool = await findTool('pg_dump', major)
    await client.query('begin isolation level repeatable read read only')
    const { snapshot, at } = await one<{ snapshot: string; at: Date }>(client, 'select pg_export_snapshot() as snapshot, clock_timestamp() as at')
    say('Dumping the database.')
    const to = join(draft, DUMP)
    await mkdir(join(draft, 'database'), { mode: 0o700 })
    await runOn(url, tool, ['--format=directory', `--file=${to}`, '--jobs=2', `--snapshot=${snapshot}`, '--no-owner', '--no-privileges', '--compress=6'])
    const pieces = await hashTree(to)
    return {
      folders: ['database', DUMP],
      pieces: pieces.map((piece) => ({ ...piece, path: `${DUMP}/${piece.path}` })),
      at: at.toISOString(),
      serverVersion: version,
      migration: await migrationNumber(client),
      database: { kind: 'given', major, dumpMajor: tool.major },
      counts: await countAll(client),
    }
  } finally {
    await client.end()
  }
}

/** @throws CannotBackUp when the database is not empty, or does not come out as the manifest says */
export async function restoreGiven({ url, from, manifest, say }: { url: string; from: string; manifest: Manifest; say: Say }): Promise<void> {
  const client = await connect(url)
  try {
    await refuseFull(client)
    const { major } = await one<{ major: number }>(client, `select current_setting('server_version_num')::int / 10000 as major`)
    if (major < manifest.database.major)
      throw new CannotBackUp(`The backup is of PostgreSQL ${manifest.database.major}, and the server at DATABASE_URL is ${major}: name one that is no older.`)
    const tool = await findTool('pg_restore', manifest.database.kind === 'given' ? manifest.database.dumpMajor : major)
    say('Restoring the database.')
    await runOn(url, tool, ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', join(from, DUMP)])
    await verifyCounts(client, manifest)
  } finally {
    await client.end()
  }
}

/** Whether it can be restored to at all, before anything is begun. @throws CannotBackUp */
export async function refuseUnusable(url: string): Promise<void> {
  const client = await connect(url)
  try {
    await refuseUnfit(client)
    await refuseFull(client)
    await refuseWithoutRights(client)
  } finally {
    await client.end()
  }
}

/** Since PostgreSQL 15 only its owner may make tables in a database's schema public. */
async function refuseWithoutRights(client: Client): Promise<void> {
  const { name, account, may } = await one<{ name: string; account: string; may: boolean }>(
    client,
    `select current_database() as name, current_user as account, has_database_privilege(current_database(), 'create')
       and coalesce((select has_schema_privilege(oid, 'create') from pg_namespace where nspname = 'public'), false) as may`,
  )
  if (may) return
  throw new CannotBackUp(
    `The account ${account} may not create tables in the database ${name}: let it own it (alter database ${name} owner to ${account}). Nothing was written.`,
  )
}

async function refuseFull(client: Client): Promise<void> {
  const tables = await lastingTables(client)
  if (tables.length > 0) throw new CannotBackUp(`The database at DATABASE_URL is not empty (it has ${tables[0]}): name an empty one. Nothing was written.`)
}

/** Compare with what stood in the database when the backup was taken. */
export async function verifyCounts(client: Client, manifest: Manifest): Promise<void> {
  const found = differences(manifest.counts, await countAll(client))
  if (found.length > 0) throw new CannotBackUp(`What was restored is not what was backed up: ${found.join('; ')}.`)
}
