/**
 * Once for a whole test run: one PostgreSQL and one template database with every migration. `TEST_PG_URL` names a
 * server to use instead (a superuser's address); else the embedded one is started in a temporary folder.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../platform/db/embedded/start.ts'
import { migrate } from '../platform/db/migrate.ts'
import { openDatabase } from '../platform/db/open.ts'

const TEMPLATE = 'yingda_template'
/** Several files at once, each with pools of its own; and nobody keeps what is in it when the machine loses its power. */
const FOR_TESTS = ['max_connections = 200', 'fsync = off']
let stopCluster: () => Promise<void> = async () => {}

export async function globalSetup(): Promise<void> {
  try {
    const base = process.env['TEST_PG_URL'] ?? (await startTemporaryCluster())
    process.env['TEST_PG_BASE'] = base
    process.env['TEST_PG_TEMPLATE'] = await makeTemplate(base)
  } catch (error) {
    await stopCluster()
    throw error
  }
}

export async function globalTeardown(): Promise<void> {
  const base = process.env['TEST_PG_BASE']
  if (base !== undefined && process.env['TEST_PG_URL'] !== undefined)
    await onServer(base, (client) => client.query(`drop database if exists ${TEMPLATE}_${process.pid} with (force)`))
  await stopCluster()
}

async function startTemporaryCluster(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'yingda-test-'))
  chmodSync(dir, 0o711) // PostgreSQL may run under another account than ours
  const quiet = { info: () => {}, warn: () => {}, error: (text: string) => process.stderr.write(`${text}\n`) }
  const start = (): ReturnType<typeof startEmbedded> => startEmbedded({ dir, log: quiet, address: 'test run' })
  const asItIs = await start()
  await onServer(asItIs.url, async (client) => {
    for (const setting of FOR_TESTS) await client.query(`alter system set ${setting}`)
  })
  await asItIs.stop()
  const embedded = await start()
  stopCluster = async () => {
    await embedded.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  return embedded.url
}

/** @returns its name, which is this process's own */
export async function makeTemplate(base: string): Promise<string> {
  const name = `${TEMPLATE}_${process.pid}`
  await onServer(base, (client) => client.query(`create database ${name} template template0 encoding 'UTF8'`))
  const url = new URL(base)
  url.pathname = `/${name}`
  const database = openDatabase(url.href, { max: 2 })
  try {
    await migrate(database.pool)
  } finally {
    await database.close()
  }
  return name
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
