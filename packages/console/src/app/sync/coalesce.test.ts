import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { coalesce } from './coalesce.ts'

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }))
afterEach(() => mock.timers.reset())
const microtasks = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}

test('a burst of changes is one run with every id once', async () => {
  const runs: unknown[] = []
  const list = coalesce(async (what) => runs.push(what))
  list.changed(['a', 'b'])
  list.changed(['b', 'c'])
  mock.timers.tick(40)
  await microtasks()
  assert.deepEqual(runs, [['a', 'b', 'c']])
})

test('a steady flow of changes runs at most twice a second and loses none', async () => {
  const runs: string[][] = []
  const list = coalesce(async (what) => {
    if (what !== 'everything') runs.push([...what])
  })
  for (let step = 0; step < 100; step += 1) {
    list.changed([`id${step}`])
    mock.timers.tick(20)
    await microtasks()
  }
  mock.timers.tick(1000)
  await microtasks()
  assert.equal(runs.flat().length, 100)
  assert.ok(runs.length <= 6, `${runs.length} runs in 2 s`)
})

test('what changes during a slow run waits for the next one', async () => {
  let finish = () => {}
  const runs: unknown[] = []
  const list = coalesce((what) => {
    runs.push(what)
    return new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  list.changed(['a'])
  mock.timers.tick(40)
  list.changed(['b'])
  mock.timers.tick(5000)
  assert.equal(runs.length, 1)
  finish()
  await microtasks()
  mock.timers.tick(500)
  assert.deepEqual(runs, [['a'], ['b']])
})

test('reading everything includes the single changes that wait', async () => {
  const runs: unknown[] = []
  const list = coalesce(async (what) => runs.push(what))
  list.changed(['a'])
  list.everything()
  mock.timers.tick(40)
  await microtasks()
  mock.timers.tick(1000)
  assert.deepEqual(runs, ['everything'])
})

test('a run that fails does not stop the next', async () => {
  let count = 0
  const list = coalesce(async () => {
    count += 1
    throw new Error('down')
  })
  list.changed(['a'])
  mock.timers.tick(40)
  await microtasks()
  list.changed(['a'])
  mock.timers.tick(500)
  assert.equal(count, 2)
})

test('stopped is stopped', async () => {
  let count = 0
  const list = coalesce(async () => {
    count += 1
  })
  list.changed(['a'])
  list.stop()
  mock.timers.tick(1000)
  assert.equal(count, 0)
})
