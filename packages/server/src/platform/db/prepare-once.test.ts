import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'

const { hot, pool } = await testDatabase()

test('a text is prepared once a connection and planned by key, whatever the size of the table', async () => {
  await hot.connection().execute(async (db) => {
    for (const kind of ['a', 'b', 'c']) await sql`select id from team where id = ${'00000000-0000-7000-8000-000000000000'} and name_en = ${kind}`.execute(db)
    const { rows } = await sql<{ generic_plans: number; custom_plans: number }>`
      select generic_plans, custom_plans from pg_prepared_statements where statement like 'select id from team%' and ${1} = 1`.execute(db)
    assert.deepEqual(rows, [{ generic_plans: 3, custom_plans: 0 }])
    const plan = await sql<{ 'QUERY PLAN': string }>`explain select id from team where id = '00000000-0000-7000-8000-000000000000'`.execute(db)
    assert.match(plan.rows.map((row) => row['QUERY PLAN']).join('\n'), /Index/)
  })
})

test('a table that is changed meanwhile costs one failure a connection, and is read as it is from then on', async () => {
  await pool.query('create table growing (id integer primary key); insert into growing values (1)')
  await hot.connection().execute(async (db) => {
    const read = () => sql<object>`select * from growing where id = ${1}`.execute(db)
    assert.deepEqual((await read()).rows, [{ id: 1 }])
    await pool.query('alter table growing add column name text')
    await assert.rejects(read(), { code: '0A000' })
    assert.deepEqual((await read()).rows, [{ id: 1, name: null }])
  })
})
