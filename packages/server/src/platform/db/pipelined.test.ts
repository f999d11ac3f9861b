import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { testDatabase } from '../../testing/database.ts'
import { aProxy } from '../../testing/proxy.ts'
import { isConnectionLost } from './connection-lost.ts'
import type { Db } from './db.ts'
import { openDatabase } from './open.ts'
import { pipelined } from './pipelined.ts'
import type { Transact } from './transact.ts'

const direct = await testDatabase()
const { transactHot, pool } = direct
await pool.query('create table noted (id integer primary key, after integer references noted (id) deferrable initially deferred)')

beforeEach(() => pool.query('truncate noted'))

const note = (db: Db, id: number, after: number | null = null) => sql`insert into noted values (${id}, ${after})`.execute(db)
const noted = async (): Promise<number[]> => (await pool.query<{ id: number }>('select id from noted order by id')).rows.map((row) => row.id)

/** A connection of the driver, with what it does not declare. */
type Client = pg.PoolClient & { connection: NodeJS.EventEmitter & { stream: Socket } }

/** How often it has written to the database while `work` was done, and how often the database has said that it is ready. */
async function exchangesOf(work: Parameters<Transact>[0]): Promise<{ writes: number; answers: number }> {
  const one = new pg.Pool({ connectionString: direct.url, max: 1 })
  let writes = 0
  let answers = 0
  one.on('connect', (client) => {
    const { connection } = client as Client
    connection.on('readyForQuery', () => (answers += 1))
    for (const name of ['_write', '_writev'] as const) {
      const write = connection.stream[name]?.bind(connection.stream) as (...given: unknown[]) => void
      Object.assign(connection.stream, { [name]: (...given: unknown[]) => ((writes += 1), write(...given)) })
    }
  })
  await pipelined(one)(work)
  const exchanged = { writes, answers }
  await one.end() // says goodbye
  return exchanged
}

test('a command that waits for nothing is one write, from its beginning to its commit, and one answer', async () => {
  const exchanged = await exchangesOf(async (tx, onTheirWay) => {
    for (const id of [1, 2, 3]) onTheirWay.push(note(tx, id))
  })
  assert.deepEqual(exchanged, { writes: 1, answers: 1 })
  assert.deepEqual(await noted(), [1, 2, 3])
})

test('what waits for an answer, and asks several things then, is two', async () => {
  const exchanged = await exchangesOf(async (tx, onTheirWay) => {
    await note(tx, 1)
    await Promise.resolve()
    onTheirWay.push(note(tx, 2))
    await Promise.resolve()
    onTheirWay.push(note(tx, 3, 1))
  })
  assert.deepEqual(exchanged, { writes: 2, answers: 2 })
  assert.deepEqual(await noted(), [1, 2, 3])
})

test('a value that cannot be written leaves nothing behind: the commit does not stand without its statement', async () => {
  const circular: { self?: unknown } = {}
  circular.self = circular
  const command = transactHot(async (tx, onTheirWay) => {
    onTheirWay.push(note(tx, 1), sql`insert into noted values (${circular})`.execute(tx), note(tx, 2))
  })
  await assert.rejects(command, /circular/)
  assert.deepEqual(await noted(), [])
  await transactHot((tx) => note(tx, 3))
  assert.deepEqual(await noted(), [3])
})

test('what fails before it is sent leaves nothing behind either', async () => {
  const refused = async (): Promise<void> => {
    await undefined
    throw new Error('no UUID')
  }
  const command = transactHot(async (tx, onTheirWay) => {
    onTheirWay.push(note(tx, 1), refused(), note(tx, 2))
  })
  await assert.rejects(command, /no UUID/)
  assert.deepEqual(await noted(), [])
})

/** One connection, made known when it is there. */
function oneConnection(): { one: pg.Pool; transact: Transact; made: Client[] } {
  const one = new pg.Pool({ connectionString: direct.url, max: 1 })
  const made: Client[] = []
  one.on('error', () => undefined)
  one.on('connect', (client) => {
    client.on('error', () => undefined)
    made.push(client as Client)
  })
  return { one, transact: pipelined(one), made }
}

test('a connection that has been given up while nothing was asked ends the command, and the next one gets another', async () => {
  const { one, transact, made } = oneConnection()
  const command = transact(async (tx) => {
    await note(tx, 1)
    // As when the database says goodbye, and the end of the connection itself gets lost.
    made[0]?.connection.emit('error', new Error('terminating connection'))
    await note(tx, 2)
  })
  await assert.rejects(command, /connection error/)
  await transact((tx) => note(tx, 3))
  assert.deepEqual(await noted(), [3])
  assert.equal(made.length, 2)
  await one.end()
})

test('failures leave no listeners at their connection', async () => {
  const { one, transact, made } = oneConnection()
  const failing = () =>
    assert.rejects(
      transact((tx) => sql`select 1 / ${0}::integer`.execute(tx)),
      { code: '22012' },
    )
  const listeners = (): number[] => made.flatMap(({ connection }) => [connection.listenerCount('readyForQuery'), connection.stream.listenerCount('close')])
  await failing()
  const before = listeners()
  for (let round = 0; round < 5; round += 1) await failing()
  assert.deepEqual(listeners(), before)
  await one.end()
})

test('a transaction that could not begin does nothing, and statements that the database has no more are prepared anew', async () => {
  const { one, transact, made } = oneConnection()
  await transact((tx) => note(tx, 1))
  const begin = await made[0]?.query<{ name: string }>(`select name from pg_prepared_statements where statement = 'begin'`)
  await made[0]?.query(`deallocate ${begin?.rows[0]?.name}`)
  const command = transact(async (tx, onTheirWay) => {
    const early = note(tx, 2)
    early.catch(() => undefined)
    onTheirWay.push(early)
    await new Promise((resolve) => setTimeout(resolve, 20))
    onTheirWay.push(note(tx, 3))
  })
  await assert.rejects(command, { code: '26000' })
  await transact((tx) => note(tx, 4))
  assert.deepEqual(await noted(), [1, 4])
  await one.end()
})

test('words without a statement are no end of the others', async () => {
  await transactHot(async (tx, onTheirWay) => {
    onTheirWay.push(note(tx, 1), sql`-- nothing`.execute(tx), note(tx, 2))
  })
  assert.deepEqual(await noted(), [1, 2])
})

test('a statement whose table has changed fails once, and is prepared anew on another connection', async () => {
  const read = () => transactHot((tx) => sql<object>`select * from widening where id = ${1}`.execute(tx))
  await pool.query('create table widening (id integer primary key); insert into widening values (1)')
  assert.deepEqual((await read()).rows, [{ id: 1 }])
  await pool.query('alter table widening add column name text')
  await assert.rejects(read(), { code: '0A000' })
  assert.deepEqual((await read()).rows, [{ id: 1, name: null }])
})

test('one that fails undoes the others, and the command fails of it and not of what it broke', async () => {
  const command = transactHot(async (tx, onTheirWay) => {
    onTheirWay.push(note(tx, 1), note(tx, 1), note(tx, 2))
  })
  await assert.rejects(command, { code: '23505' })
  assert.deepEqual(await noted(), [])
})

test('the same where the command waits for a later one', async () => {
  const command = transactHot(async (tx, onTheirWay) => {
    const twice = [note(tx, 1), note(tx, 1)]
    for (const one of twice) one.catch(() => undefined)
    onTheirWay.push(...twice)
    await note(tx, 2)
  })
  await assert.rejects(command, { code: '23505' })
  assert.deepEqual(await noted(), [])
})

test('a command that throws has done nothing, and its connection serves the next', async () => {
  for (let round = 0; round < 20; round += 1) {
    const command = transactHot(async (tx, onTheirWay) => {
      onTheirWay.push(note(tx, 1))
      throw new Error('not like this')
    })
    await assert.rejects(command, /not like this/)
  }
  assert.deepEqual(await noted(), [])
  await transactHot((tx) => note(tx, 1))
  assert.deepEqual(await noted(), [1])
})

test('a failure that the command hides is told at the commit', async () => {
  const command = transactHot(async (tx) => {
    await note(tx, 1)
    await note(tx, 1).catch(() => undefined)
  })
  await assert.rejects(command, /abort/i)
  assert.deepEqual(await noted(), [])
})

test('what only the commit finds out fails the command', async () => {
  await assert.rejects(
    transactHot((tx) => note(tx, 1, 7)),
    { code: '23503' },
  )
  assert.deepEqual(await noted(), [])
})

test('a connection that is lost on the way fails the command, and the next one gets another', async () => {
  const line = await aProxy(Number(new URL(direct.url).port))
  const through = new URL(direct.url)
  through.port = String(line.port)
  const database = openDatabase(through.href, { max: 2 })
  const command = database.transactHot(async (tx, onTheirWay) => {
    await note(tx, 1)
    line.reset()
    onTheirWay.push(note(tx, 2))
  })
  await assert.rejects(command, (error) => isConnectionLost(error))
  await database.transactHot((tx) => note(tx, 3))
  assert.deepEqual(await noted(), [3])
  await database.close()
  await line.close()
})
