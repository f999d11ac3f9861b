import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { aProxy } from '../../testing/proxy.ts'
import { until } from '../../testing/settle.ts'
import { isConnectionLost } from './connection-lost.ts'
import { openDatabase } from './open.ts'

const direct = await testDatabase()
const line = await aProxy(Number(new URL(direct.url).port))
const through = new URL(direct.url)
through.port = String(line.port)
const { db, pool, close } = openDatabase(through.href, { max: 4, silentAfterMs: 300 })
direct.beforeDrop(async () => {
  await close()
  await line.close()
})

const answers = (): Promise<unknown> => sql`select 1`.execute(db)
const lost = (work: Promise<unknown>): Promise<void> => assert.rejects(work, (error) => isConnectionLost(error))

test('a query on a line that was forgotten is lost, not waited for; the others in the pool go with it', async () => {
  await Promise.all([answers(), answers(), answers()])
  line.halfOpen('far')
  await lost(answers())
  await until('the other lines to be gone', () => pool.totalCount === 0)
  await answers()
})

test('a query that works long is left alone', async () => {
  await sql`select pg_sleep(2)`.execute(db)
})

test('while nothing passes a query is lost, and when the line flows again the next one is answered', async () => {
  await answers()
  line.stall()
  await lost(answers())
  line.flow()
  await answers()
})

test('a transaction that the database was never told the end of lets go of its locks', { timeout: 60_000 }, async () => {
  await sql`create table held (id int primary key)`.execute(direct.db)
  await sql`insert into held values (1)`.execute(direct.db)
  const broken = db.transaction().execute(async (tx) => {
    await sql`select from held where id = 1 for update`.execute(tx)
    line.halfOpen('near')
    await sql`select 1`.execute(tx)
  })
  await lost(broken)
  const { rows } = await sql<{ id: number }>`select id from held where id = 1 for update`.execute(direct.db)
  assert.deepEqual(rows, [{ id: 1 }])
})
