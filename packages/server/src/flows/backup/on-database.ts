/** What a test asks of the database of a deployment, past its server. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded } from '../../platform/db/embedded/start.ts'
import { openDatabase, type Database } from '../../platform/db/open.ts'
import { until } from '../../testing/settle.ts'
import type { Server } from './deployment.ts'

/** The database of a data folder alone, so that nothing goes on in it. */
export async function onDatabase(dir: string, work: (database: Database, url: string) => Promise<void>): Promise<void> {
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const embedded = await startEmbedded({ dir, log: quiet, address: 'backup test' })
  const database = openDatabase(embedded.url, { max: 2 })
  try {
    await work(database, embedded.url)
  } finally {
    await database.close()
    await embedded.stop()
  }
}

/** Wait until all that is in the log now lies in the archive. @returns the last piece of it */
export async function archived({ database }: Server, archive: string): Promise<string> {
  const { rows } = await database.pool.query<{ name: string }>('select pg_walfile_name(pg_switch_wal()) as name')
  const name = rows[0]?.name ?? ''
  await until(`${name} to be in the archive`, () => existsSync(join(archive, `${name}.gz`)), { withinMs: 30_000 })
  return name
}
