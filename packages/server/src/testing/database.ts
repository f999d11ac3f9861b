/** A database of its own for a test file: cloned from the run's template, dropped at the end. */
import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import pg from 'pg'
import { openDatabase, type Database } from '../platform/db/open.ts'

export type TestDatabase = Database & {
  url: string
  /** What has to stop before the clone is dropped, last first. */
  beforeDrop(stop: () => Promise<void>): void
}

/** Clone the template. Call it at the top of a test file; the clone goes when the file's tests have run. */
export async function testDatabase(): Promise<TestDatabase> {
  const base = process.env['TEST_PG_BASE']
  const template = process.env['TEST_PG_TEMPLATE']
  if (base === undefined || template === undefined) throw new Error('run tests with --test-global-setup=packages/server/src/testing/global-setup.ts')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(base, `create database ${name} template ${template}`)
  const url = new URL(base)
  url.pathname = `/${name}`
  const database = openDatabase(url.href, { max: 24 })
  const stops: (() => Promise<void>)[] = []
  after(async () => {
    for (const stop of stops.toReversed()) await stop()
    await database.close()
    await onServer(base, `drop database if exists ${name} with (force)`)
  })
  return { ...database, url: url.href, beforeDrop: (stop) => void stops.push(stop) }
}

async function onServer(base: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: base })
  await client.connect()
  // Two files may clone at once; PostgreSQL refuses a template that somebody is connected to, so take turns.
  try {
    await client.query('select pg_advisory_lock(40141)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
