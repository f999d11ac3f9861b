/** Jobs that end while the database is away. Whatever is thrown into the process fails this file, as it would end a server. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pino from 'pino'
import { addJob, startJobs } from '../platform/jobs.ts'
import { openDatabase } from '../platform/db/open.ts'
import { newId } from '../platform/uuid.ts'
import { aServer, SYSTEM } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { aProxy } from '../testing/proxy.ts'
import { until } from '../testing/settle.ts'
import { relayTo } from './relay.ts'

const database = await testDatabase()
const { runner } = await aServer(database.db)
const relay = await relayTo(database.url)
const behind = openDatabase(relay.url, { max: 10 })
database.beforeDrop(() => behind.close())

for (const [kind, end] of [
  ['job', 'ended well'],
  ['job', 'failed'],
  ['job that may hang', 'ended well'],
  ['job that may hang', 'failed'],
] as const) {
  test(`a ${kind} has ${end} while the database is away: it is done when that is back, and so is every later one`, async (t) => {
    t.after(relay.mend)
    const lines: string[] = []
    const held = Promise.withResolvers<void>()
    const begun: string[] = []
    const slow = async (payload: unknown): Promise<void> => {
      begun.push((payload as { is: string }).is) // as it was added below
      if (begun.length > 1) return
      await held.promise
      if (end === 'failed') throw new Error('it did not work')
    }
    const jobs = await startJobs({
      pgPool: behind.pool,
      db: behind.db,
      nodeId: newId(Date.now()),
      log: pino({ level: 'warn' }, { write: (line) => void lines.push(line) }),
      handlers: kind === 'job' ? { slow } : {},
      apart: kind === 'job' ? [] : [{ handlers: { slow }, atOnce: 4 }],
    })
    const add = (is: string): Promise<void> => runner.run(SYSTEM, (ctx) => addJob(ctx, { name: 'slow', payload: { is } }))
    await add('first')
    await until('it to begin', () => begun.length === 1)
    relay.cut()
    held.resolve()
    await until('that to be noticed', () => lines.some((line) => line.includes('it is begun again')))
    relay.mend()
    await add('later')
    await until('both to be done', () => begun.length >= 3, { withinMs: 20_000 })
    assert.deepEqual(begun.slice(1).toSorted(), ['first', 'later'])
    await jobs.stop()
  })
}

test('several jobs have ended while a line to the database said nothing: they are done again when it is back, and so is every later one', async () => {
  const line = await aProxy(Number(new URL(database.url).port))
  const url = new URL(database.url)
  url.port = String(line.port)
  const through = openDatabase(url.href, { max: 10, silentAfterMs: 300 })
  database.beforeDrop(async () => {
    await through.close()
    await line.close()
  })
  const lines: string[] = []
  const held = [0, 1, 2].map(() => Promise.withResolvers<void>())
  const begun: number[] = []
  const slow = async (payload: unknown): Promise<void> => {
    const { is } = payload as { is: number } // as it was added below
    begun.push(is)
    await held[is]?.promise
  }
  const log = pino({ level: 'warn' }, { write: (text) => void lines.push(text) })
  const jobs = await startJobs({ pgPool: through.pool, db: through.db, nodeId: newId(Date.now()), log, handlers: { slow } })
  const add = (is: number): Promise<void> => runner.run(SYSTEM, (ctx) => addJob(ctx, { name: 'slow', payload: { is } }))
  for (const is of held.keys()) await add(is)
  await until('them to begin', () => begun.length === 3)
  line.stall()
  for (const one of held) {
    one.resolve()
    await wait(30) // each is said to be done by itself
  }
  await until('that to be noticed', () => lines.some((text) => text.includes('it is begun again')))
  line.reset()
  line.flow()
  await add(3)
  await until('all to be done', () => begun.length >= 7, { withinMs: 20_000 })
  assert.deepEqual(begun.slice(3).toSorted(), [0, 1, 2, 3])
  await jobs.stop()
})
