import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { startReadiness, type Readiness } from './readiness.ts'

type Tried = { readiness: Readiness; world: { there: boolean; sign: number; nowMs: number }; after(seconds: number): Promise<boolean> }

async function tried(t: { after(work: () => Promise<void>): void }): Promise<Tried> {
  const world = { there: true, sign: 0, nowMs: 0 }
  const pool = { query: async () => (world.there ? {} : Promise.reject(new Error('away'))) } as unknown as pg.Pool // asked for nothing else
  const readiness = startReadiness({ pool, signs: () => String(world.sign), nowMs: () => world.nowMs })
  t.after(() => readiness.stop())
  await readiness.look()
  return {
    readiness,
    world,
    async after(seconds) {
      world.nowMs += seconds * 1000
      await readiness.look()
      return readiness.isReady()
    },
  }
}

test('a database that nobody is seen to reach takes nobody out, however long it is away', async (t) => {
  const { readiness, world, after } = await tried(t)
  world.there = false
  assert.equal(await after(1), true)
  assert.equal(readiness.isDatabaseThere(), false)
  assert.equal(await after(3600), true)
})

test('who sees that others write to a database that it does not reach is out, until it reaches it or they are no longer seen to', async (t) => {
  const { readiness, world, after } = await tried(t)
  world.there = false
  await after(1)
  world.sign += 1
  assert.equal(await after(9), true, 'written before it went away, perhaps')
  assert.equal(await after(60), true)
  world.sign += 1
  assert.equal(await after(1), false)
  assert.equal(await after(149), false)
  assert.equal(await after(1), true, 'the others have lost it too')
  world.sign += 1
  assert.equal(await after(1), false)
  world.there = true
  assert.equal(await after(1), true)
  assert.equal(readiness.isDatabaseThere(), true)
})
