import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { leaveMark } from '../session-mark.ts'
import { checkConnections, checkSecret, judgeRoom } from './processes.ts'

const database = await testDatabase()
const client = await database.pool.connect()
database.beforeDrop(async () => client.release())
const now = new Date('2026-11-23T10:00:00Z')
const [one, other] = ['a'.repeat(40), 'b'.repeat(40)]

test('a server that is started with another secret than the one before it is told, and so is the doctor', async () => {
  const doctor = async (secret: string): Promise<string | undefined> => (await checkSecret(client, secret))[0]?.state
  assert.equal(await doctor(one), undefined)
  assert.equal(await leaveMark(database.db, one, now), false)
  assert.equal(await leaveMark(database.db, one, now), false)
  assert.deepEqual([await doctor(one), await doctor(other)], ['ok', 'failed'])
  assert.equal(await leaveMark(database.db, other, now), true)
  assert.deepEqual([await doctor(one), await doctor(other)], ['failed', 'ok'])
  const { rows } = await sql<{ value: object }>`select value from deployment_fact where name = 'session_secret'`.execute(database.db)
  assert.doesNotMatch(JSON.stringify(rows), /bbbb/)
})

test('room for connections is counted in processes, by the smallest of all limits', async () => {
  assert.match((await checkConnections(client)).says, /enough for \d+ processes|for one process/)
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.db)
  await sql`alter database ${sql.id(rows[0]?.name ?? '')} connection limit 27`.execute(database.db)
  assert.deepEqual([(await checkConnections(client)).state, judgeRoom(28).state, judgeRoom(56).state], ['failed', 'note', 'ok'])
})
