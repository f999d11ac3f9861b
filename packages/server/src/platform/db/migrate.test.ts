import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { testDatabase } from '../../testing/database.ts'
import { operatorWords } from '../operator-words.ts'
import { tooOld } from './fitness.ts'
import { migrate, readMigrations } from './migrate.ts'

const database = await testDatabase()

test('two migrations of one number, or a number left out, are refused', () => {
  const dir = `${mkdtempSync(join(tmpdir(), 'migrations-'))}/`
  writeFileSync(`${dir}0001_one.sql`, 'select 1')
  writeFileSync(`${dir}0001_other.sql`, 'select 1')
  assert.throws(() => readMigrations(dir), /should carry number 2/)
  rmSync(`${dir}0001_other.sql`)
  writeFileSync(`${dir}0003_three.sql`, 'select 1')
  assert.throws(() => readMigrations(dir), /should carry number 2/)
  rmSync(dir, { recursive: true })
})

test('every migration is applied once, also by two servers that start together', async () => {
  assert.deepEqual(await Promise.all([migrate(database.pool), migrate(database.pool)]), [0, 0])
  const { rows } = await database.pool.query<{ number: number }>('select number from schema_migration order by number')
  assert.deepEqual(
    rows.map((row) => row.number),
    readMigrations().map((migration) => migration.number),
  )
})

test('a migration that was changed after it had been applied stops the start', async () => {
  const changed = readMigrations().map((migration) => (migration.number === 1 ? { ...migration, checksum: 'other' } : migration))
  await assert.rejects(migrate(database.pool, changed), /was changed after it had been applied/)
})

test('a migration that fails leaves nothing of itself', async () => {
  const migrations = readMigrations()
  const broken = { number: migrations.length + 1, name: 'broken', sql: 'create table left_over (id int); select no_such_function()', checksum: 'x' }
  await assert.rejects(
    migrate(database.pool, [...migrations, broken]),
    /^CannotMigrate: Migration \d+ \(broken\) failed: function no_such_function\(\) does not exist\. Nothing of it was kept/,
  )
  const { rows } = await database.pool.query("select to_regclass('left_over') as found")
  assert.equal(rows[0]?.found, null)
})

test('a migration that meets a table in use gives way, and says that it did and what to do', async () => {
  const migrations = readMigrations()
  const blocked = { number: migrations.length + 1, name: 'blocked', sql: "set local lock_timeout = '50ms'; alter table stream add column x int", checksum: 'x' }
  const user = await database.pool.connect()
  try {
    await user.query('begin; select from stream')
    await assert.rejects(migrate(database.pool, [...migrations, blocked]), /^CannotMigrate: Migration \d+ \(blocked\) waited .* and gave way\. .*start again/)
  } finally {
    await user.query('rollback')
    user.release()
  }
})

test('a database that cannot hold Chinese is refused in words before anything is made in it, and so is a release that is too old', async () => {
  const name = `test_latin_${process.pid}`
  await database.pool.query(`create database ${name} encoding 'LATIN1' locale 'C' template template0`)
  const url = new URL(database.url)
  url.pathname = `/${name}`
  const latin = new pg.Pool({ connectionString: url.href, max: 1 })
  try {
    const refusal = await migrate(latin).catch((error: unknown) => error)
    assert.match(operatorWords(refusal) ?? '', /^The database is LATIN1; .* encoding 'UTF8' .*Nothing was written\.$/)
    const { rows } = await latin.query("select to_regclass('schema_migration') as made")
    assert.equal(rows[0]?.made, null)
  } finally {
    await latin.end()
    await database.pool.query(`drop database ${name}`)
  }
  assert.equal(tooOld({ version: 150_000, shown: '15.0', encoding: 'UTF8' }), null)
  assert.match(tooOld({ version: 140_013, shown: '14.13', encoding: 'UTF8' })?.says ?? '', /14\.13 is too old/)
})

test('every foreign key has an index that begins with its columns, or a key of fewer of them', async () => {
  const { rows } = await database.pool.query<{ constraint: string }>(`
    select c.conrelid::regclass || ' ' || c.conname as constraint from pg_constraint c
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
      select from pg_index i where i.indrelid = c.conrelid and ((i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
        or i.indisunique and i.indpred is null and (i.indkey::int2[]) <@ c.conkey))`)
  assert.deepEqual(
    rows.map((row) => row.constraint),
    [],
  )
})
