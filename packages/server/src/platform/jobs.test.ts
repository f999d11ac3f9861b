import assert from 'node:assert/strict'
import { test } from 'node:test'
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
