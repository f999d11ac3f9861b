import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import { aServer, SYSTEM } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { addJob, startJobs } from './jobs.ts'
import { newId } from './uuid.ts'

const database = await testDatabase()
const { db } = database
const { runner } = await aServer(db)

test('jobs that hang hold up no other, however many there are', async () => {
  const letGo = Promise.withResolvers<void>()
  const done: string[] = []
  const hang = (word: string) => async (): Promise<void> => {
    done.push(word)
    await letGo.promise
  }
  const jobs = await startJobs({
    pgPool: database.pool,
    db,
    nodeId: newId(Date.now()),
    log: pino({ level: 'silent' }),
    handlers: { quick: async () => void done.push('quick') },
    apart: [
      { handlers: { mail: hang('begun') }, atOnce: 4 },
      { handlers: { webhook: hang('told') }, atOnce: 2 },
    ],
  })
  await runner.run(SYSTEM, async (ctx) => {
    for (let index = 0; index < 20; index += 1) await addJob(ctx, { name: 'mail', payload: { index } })
  })
  await until('some hang', () => done.length >= 4)
  await runner.run(SYSTEM, (ctx) => addJob(ctx, { name: 'quick', payload: {} }))
  await until('the other is done', () => done.includes('quick'), { withinMs: 5000 })
  assert.deepEqual(done, ['begun', 'begun', 'begun', 'begun', 'quick'])
  await runner.run(SYSTEM, async (ctx) => {
    for (let index = 0; index < 4; index += 1) await addJob(ctx, { name: 'webhook', payload: { index } })
  })
  await until('those of another party begin', () => done.filter((word) => word === 'told').length === 2)
  letGo.resolve()
  await until('all are done', () => done.length === 25)
  await jobs.stop()
})

test('what is to come first is done before what has waited longer', async () => {
  const done: string[] = []
  await runner.run(SYSTEM, async (ctx) => {
    for (const is of ['long', 'longer']) await addJob(ctx, { name: 'ordered', payload: { is } })
    await addJob(ctx, { name: 'ordered', payload: { is: 'first' }, first: true })
  })
  const ordered = async (payload: unknown): Promise<void> => void done.push((payload as { is: string }).is) // as it was added above
  const parts = { pgPool: database.pool, db, nodeId: newId(Date.now()), log: pino({ level: 'silent' }) }
  const jobs = await startJobs({ ...parts, handlers: {}, apart: [{ handlers: { ordered }, atOnce: 1 }] })
  await until('all are done', () => done.length === 3)
  assert.equal(done[0], 'first')
  await jobs.stop()
})

const LOCK = sql`update graphile_worker._private_jobs job set locked_by = queue.locked_by, locked_at = queue.locked_at, run_at = now(), attempts = 1
  from graphile_worker._private_job_queues queue where queue.id = job.job_queue_id and queue.locked_by is not null`

test('what is held under a name that nobody who lives has is let go of after half a minute; what a living one holds is not', async () => {
  const done: string[] = []
  const held = async (payload: unknown): Promise<void> => void done.push((payload as { by: string }).by) // as it was added below
  await runner.run(SYSTEM, async (ctx) => {
    for (const by of ['unsaid', 'just-now', 'living']) await addJob(ctx, { name: 'held', payload: { by }, queue: by })
  })
  await sql`update graphile_worker._private_job_queues set locked_by = queue_name, locked_at = now() - case queue_name when 'just-now' then interval '20 seconds' else interval '31 seconds' end
    where queue_name in ('unsaid', 'just-now', 'living')`.execute(db)
  await LOCK.execute(db)
  await sql`insert into node (id, job_holders, seen_until) values (${newId(Date.now())}, '{living}', now() + interval '1 minute')`.execute(db)

  const parts = { pgPool: database.pool, db, nodeId: newId(Date.now()), log: pino({ level: 'silent' }) }
  const jobs = await startJobs({ ...parts, handlers: { held } })
  await until('it is done', () => done.length > 0)
  const { rows } = await sql`select locked_by from graphile_worker.jobs where locked_by in ('unsaid', 'just-now', 'living') order by 1`.execute(db)
  assert.deepEqual(rows, [{ locked_by: 'just-now' }, { locked_by: 'living' }])
  assert.deepEqual(done, ['unsaid'])
  await jobs.stop()
})

test('a job that was given to a living runner whose answer got lost is let go of; one that works long is not', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const begun: string[] = []
  const letGo = Promise.withResolvers<void>()
  const nodeId = newId(Date.now())
  const jobs = await startJobs({
    pgPool: database.pool,
    db,
    nodeId,
    log: pino({ level: 'silent' }),
    handlers: {
      lost: async () => void begun.push('lost'),
      long: async () => {
        begun.push('long')
        await letGo.promise
      },
    },
  })
  await runner.run(SYSTEM, async (ctx) => {
    await addJob(ctx, { name: 'long', payload: {}, queue: 'long' })
    await addJob(ctx, { name: 'lost', payload: {}, queue: 'lost', afterMs: 3_600_000 })
  })
  await until('one is at work', () => begun.length === 1)
  await sql`update graphile_worker._private_job_queues set locked_by = (select locked_by from graphile_worker._private_job_queues where queue_name = 'long'),
    locked_at = now() - interval '31 seconds' where queue_name in ('long', 'lost')`.execute(db)
  await LOCK.execute(db)
  const saidAt = async (): Promise<number> => {
    const { rows } = await sql<{ seen_until: Date }>`select seen_until from node where id = ${nodeId}`.execute(db)
    return rows[0]?.seen_until.getTime() ?? 0
  }
  for (let look = 0; look < 3; look += 1) {
    const before = await saidAt()
    t.mock.timers.tick(10_000)
    await until('another look', async () => (await saidAt()) > before)
  }
  await until('it is done', () => begun.includes('lost'))
  assert.deepEqual(begun, ['long', 'lost'])
  letGo.resolve()
  await jobs.stop()
})
