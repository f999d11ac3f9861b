import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CommandContext, RunCommand } from './command.ts'
import { Refused } from './refused.ts'
import { batched, type BatchAnswer, type BatchCommand } from './batched.ts'

const SYSTEM = { kind: 'system' } as const
type Input = { key: string; value: number }
const run: RunCommand = (_actor, command) => command({} as CommandContext) // no command here touches it
const keyOf = (input: Input): string => input.key
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A command that answers with the value and remembers its batches. */
function remembering(decide: (input: Input, wait: boolean) => BatchAnswer<number> = ({ value }) => ({ ok: value })) {
  const batches: number[][] = []
  const command: BatchCommand<Input, number> = async (_ctx, items, { wait }) => {
    await turn()
    batches.push(items.map((item) => item.input.value))
    return items.map((item) => decide(item.input, wait))
  }
  return { batches, command }
}

test('what comes while a batch runs goes into the next one, in the order it came', async () => {
  const { batches, command } = remembering()
  const post = batched(run, command, keyOf)
  const first = [1, 2].map((value) => post(SYSTEM, { key: 'a', value }))
  await turn()
  const second = [3, 4].map((value) => post(SYSTEM, { key: 'b', value }))
  assert.deepEqual(await Promise.all([...first, ...second]), [1, 2, 3, 4])
  assert.deepEqual(batches, [
    [1, 2],
    [3, 4],
  ])
})

test('a database that is away is not asked again for each item: all learn it at once, and the next call is served', async () => {
  let away = true
  let asked = 0
  const flaky: RunCommand = async (actor, command) => {
    asked += 1
    if (away) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    return run(actor, command)
  }
  const post = batched(flaky, remembering().command, keyOf)
  const answers = await Promise.allSettled(Array.from({ length: 50 }, (_, value) => post(SYSTEM, { key: String(value), value })))
  assert.ok(answers.every((answer) => answer.status === 'rejected'))
  assert.equal(asked, 1)
  away = false
  assert.equal(await post(SYSTEM, { key: 'a', value: 7 }), 7)
})

test('one poisoned item refuses alone', async () => {
  const command: BatchCommand<Input, number> = async (_ctx, items) => {
    if (items.some((item) => item.input.value === 13)) throw Object.assign(new Error('bad text'), { code: '22021' })
    return items.map((item) => ({ ok: item.input.value }))
  }
  const post = batched(run, command, keyOf)
  const answers = await Promise.allSettled([11, 12, 13, 14].map((value) => post(SYSTEM, { key: 'a', value })))
  assert.deepEqual(
    answers.map((answer) => answer.status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
})

test('a poisoned item among many costs a few transactions more, not one for each', async () => {
  let asked = 0
  const command: BatchCommand<Input, number> = async (_ctx, items) => {
    asked += 1
    if (items.some((item) => item.input.value === 77)) throw Object.assign(new Error('bad text'), { code: '22021' })
    return items.map((item) => ({ ok: item.input.value }))
  }
  const post = batched(run, command, keyOf)
  const answers = await Promise.allSettled(Array.from({ length: 256 }, (_, value) => post(SYSTEM, { key: String(value), value })))
  assert.deepEqual(
    answers.flatMap(({ status }, index) => (status === 'rejected' ? [index] : [])),
    [77],
  )
  assert.equal(asked, 2 + 2 * Math.log2(256))
})

test('what fails while it trusts runs once more and looks; waiting apart, and by halves, nothing is trusted', async () => {
  const seen: { size: number; trusting: boolean | undefined }[] = []
  const command: BatchCommand<Input, number> = async (_ctx, items, { trusting }) => {
    seen.push({ size: items.length, trusting })
    if (trusting === true && items.length > 1) throw Object.assign(new Error('was there already'), { code: '23505' })
    return items.map((item) => ({ ok: item.input.value }))
  }
  const post = batched(run, command, keyOf)
  assert.deepEqual(await Promise.all([1, 2, 3].map((value) => post(SYSTEM, { key: String(value), value }))), [1, 2, 3])
  assert.deepEqual(seen, [
    { size: 3, trusting: true },
    { size: 3, trusting: false },
  ])
  await post(SYSTEM, { key: 'a', value: 4 })
  assert.deepEqual(seen.at(-1), { size: 1, trusting: true })
})

test('after an unexpected failure nobody waits for a lock but who needs it, and its key keeps its order', async () => {
  const done: number[] = []
  const waited: number[] = []
  let locked = true
  const command: BatchCommand<Input, number> = async (_ctx, items, { wait }) => {
    await turn()
    if (wait) waited.push(...items.map(({ input }) => input.value))
    if (items.some((item) => item.input.value === 13)) throw Object.assign(new Error('bad text'), { code: '22021' })
    const answers = items.map(({ input }): BatchAnswer<number> => {
      if (locked && input.key === 'locked') return 'held'
      done.push(input.value)
      return { ok: input.value }
    })
    // Free from now on: the later one of the key must not overtake the earlier.
    if (items.some(({ input }) => input.key === 'locked')) locked = false
    return answers
  }
  const post = batched(run, command, keyOf)
  const sent = ['locked', 'a', 'b', 'locked'].map((key, index) => post(SYSTEM, { key, value: [1, 2, 13, 4][index] ?? 0 }))
  const answers = await Promise.allSettled(sent)
  assert.deepEqual(
    answers.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
  assert.deepEqual(done, [2, 1, 4])
  assert.deepEqual(waited, [])
})

test('what is held too often waits for its lock apart; its key keeps its order and the others go on', async () => {
  const done: number[] = []
  let unlock = (): void => {}
  const lock = new Promise<void>((resolve) => (unlock = resolve))
  const command: BatchCommand<Input, number> = async (_ctx, items, { wait }) => {
    await turn()
    if (wait && items[0]?.input.key === 'locked') await lock
    return items.map(({ input }) => {
      if (!wait && input.key === 'locked') return 'held'
      done.push(input.value)
      return { ok: input.value }
    })
  }
  const post = batched(run, command, keyOf)
  const waiting = [1, 2].map((value) => post(SYSTEM, { key: 'locked', value }))
  for (let index = 0; index < 30; index += 1) await turn()
  await new Promise((resolve) => setTimeout(resolve, 30))
  waiting.push(post(SYSTEM, { key: 'locked', value: 3 }))
  assert.equal(await post(SYSTEM, { key: 'free', value: 10 }), 10)
  unlock()
  assert.deepEqual(await Promise.all(waiting), [1, 2, 3])
  assert.deepEqual(done, [10, 1, 2, 3])
})

test('an item that is left unanswered is an error to its caller and to nobody else', async () => {
  const { command } = remembering(({ value }, wait) => (value === 2 && wait ? 'held' : value === 2 ? 'held' : { ok: value }))
  const post = batched(run, command, keyOf)
  const answers = await Promise.allSettled([1, 2].map((value) => post(SYSTEM, { key: String(value), value })))
  assert.deepEqual(
    answers.map((answer) => answer.status),
    ['fulfilled', 'rejected'],
  )
})

test('no more wait for an answer than may; a part of the room is kept for staff', async () => {
  const customer = { kind: 'customer' } as Parameters<ReturnType<typeof batched>>[0]
  const post = batched(run, remembering().command, keyOf, { most: 10, shareOfCustomers: 0.5 })
  const crowd = Array.from({ length: 20 }, (_, value) => post(customer, { key: String(value), value }))
  const staff = Array.from({ length: 20 }, (_, value) => post(SYSTEM, { key: String(value), value }))
  assert.equal(post.waiting(), 10)
  const codes = (await Promise.allSettled([...crowd, ...staff])).map((answer) => (answer.status === 'fulfilled' ? 'ok' : answer.reason.code))
  assert.deepEqual(
    [codes.slice(0, 20), codes.slice(20)].map((half) => half.filter((code) => code === 'ok').length),
    [5, 5],
  )
  assert.equal(codes.filter((code) => code === 'server.overloaded').length, 30)
  assert.equal(post.waiting(), 0)
  assert.equal(await post(customer, { key: 'later', value: 1 }), 1)
})

test('where not all go into the next batch, what staff say goes first, and each side keeps its order', async () => {
  const customer = { kind: 'customer' } as Parameters<ReturnType<typeof batched>>[0]
  const { batches, command } = remembering()
  const post = batched(run, command, keyOf)
  const first = post(customer, { key: 'first', value: -1 })
  await turn()
  const crowd = Array.from({ length: 1500 }, (_, value) => post(customer, { key: String(value), value }))
  const staff = [5001, 5002].map((value) => post(SYSTEM, { key: 'staff', value }))
  await Promise.all([first, ...crowd, ...staff])
  assert.deepEqual(batches[1]?.slice(0, 4), [5001, 5002, 0, 1])
  assert.deepEqual(batches.slice(1).flat(), [5001, 5002, ...Array.from({ length: 1500 }, (_, value) => value)])
})

test('a batch that finds no place is refused as a whole: its items are not tried one by one', async () => {
  let asked = 0
  const crowded: RunCommand = async () => {
    asked += 1
    throw new Refused('server.busy')
  }
  const post = batched(crowded, remembering().command, keyOf)
  const answers = await Promise.allSettled([1, 2, 3].map((value) => post(SYSTEM, { key: 'a', value })))
  assert.deepEqual([asked, answers.map(({ status }) => status)], [1, ['rejected', 'rejected', 'rejected']])
})
