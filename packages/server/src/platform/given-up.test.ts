import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import { aServer, SYSTEM } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { givenUpJobs, removedByTask } from './given-up.ts'
import { addJob, startJobs } from './jobs.ts'
import { newId } from './uuid.ts'

const database = await testDatabase()
const { db } = database
const { runner } = await aServer(db)
const log = pino({ level: 'silent' })
const remove = async (): Promise<void> => givenUpJobs(runner, log)['jobs.remove_given_up']?.({})

const left = async (): Promise<string[]> => {
  const { rows } = await sql<{ payload: { is: string } }>`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier like 'test.%' order by j.id`.execute(
    db,
  )
  return rows.map(({ payload }) => payload.is)
}
const counted = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await runner.query(SYSTEM, removedByTask)).map(({ name, removed }) => [name, removed]))
/** As if the last thing that was done with them had been so long ago. */
const age = async (days: number, which: string): Promise<void> =>
  void (await sql`update graphile_worker._private_jobs set run_at = run_at - make_interval(days => ${days}) where payload->>'is' = ${which}`.execute(db))

test('a job that was given up lies there for 30 days, is then removed and stays counted; one that may still be done is left alone', async () => {
  const add = (is: string, name = 'test.telling', maxAttempts = 1): Promise<void> =>
    runner.run(SYSTEM, (ctx) => addJob(ctx, { name, payload: { is }, maxAttempts }))
  for (const is of ['old', 'young', 'old and held', 'old and tried again']) await add(is)
  await add('old, of another kind', 'test.mailing')
  await add('old, with an attempt left', 'test.telling', 2)
  const fail = (): Promise<void> => Promise.reject(new Error('nobody listens'))
  const jobs = await startJobs({ pgPool: database.pool, db, nodeId: newId(Date.now()), log, handlers: { 'test.telling': fail, 'test.mailing': fail } })
  const failed = async () =>
    (await sql`select from graphile_worker.jobs where task_identifier like 'test.%' and last_error is not null and locked_at is null`.execute(db)).rows.length
  await until('all have failed', async () => (await failed()) === 6)
  await jobs.stop()

  await remove()
  assert.equal((await left()).length, 6, 'all are young')
  await age(29, 'young')
  for (const which of await left()) if (which.startsWith('old')) await age(31, which)
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where payload->>'is' = 'old and held'`.execute(db)
  await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker._private_jobs where payload->>'is' = 'old and tried again'), attempts := 0)`.execute(
    db,
  )
  await remove()
  assert.deepEqual(await left(), ['young', 'old and held', 'old and tried again', 'old, with an attempt left'])
  assert.deepEqual(await counted(), { 'test.telling': 1, 'test.mailing': 1 })

  await age(31, 'young')
  await remove()
  assert.deepEqual(await counted(), { 'test.telling': 2, 'test.mailing': 1 })
  const { rows } = await sql<{ inHours: number }>`
    select extract(epoch from run_at - now()) / 3600 as "inHours" from graphile_worker.jobs where task_identifier = 'jobs.remove_given_up'`.execute(db)
  assert.deepEqual(
    rows.map(({ inHours }) => Math.round(Number(inHours))),
    [6],
    'one look waits',
  )
})
