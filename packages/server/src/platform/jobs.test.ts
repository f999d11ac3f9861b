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
  const jobs = await startJobs({
    pgPool: database.pool,
    db,
    nodeId: newId(Date.now()),
    log: pino({ level: 'silent' }),
    handlers: { quick: async () => void done.push('quick') },
    hanging: {
      async mail() {
        done.push('begun')
        await letGo.promise
      },
    },
  })
  await runner.run(SYSTEM, async (ctx) => {
    for (let index = 0; index < 20; index += 1) await addJob(ctx, { name: 'mail', payload: { index } })
  })
  await until('some hang', () => done.length >= 4)
  await runner.run(SYSTEM, (ctx) => addJob(ctx, { name: 'quick', payload: {} }))
  await until('the other is done', () => done.includes('quick'), { withinMs: 5000 })
  assert.deepEqual(done, ['begun', 'begun', 'begun', 'begun', 'quick'])
  letGo.resolve()
  await until('all are done', () => done.length === 21)
  await jobs.stop()
})
