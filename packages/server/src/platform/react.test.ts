import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { fixedClock } from '../testing/fixed-clock.ts'
import { counting } from '../testing/counting.ts'
import { until } from '../testing/settle.ts'
import { openBus } from './bus.ts'
import { createRunner } from './command.ts'
import { reactingNodes, SYSTEM } from './react.scenario.ts'
import { groupsByType, startReactions, type Reaction } from './react.ts'
import { record } from './record.ts'
import { Refused } from './refused.ts'

const { db, beforeDrop, log, aNode, openOf, claimedOf, whileHeld } = await reactingNodes()

for (const order of ['upwards', 'downwards'] as const) {
  test(`clearing many streams while a command writes to them one by one, ${order}, ends in no deadlock`, async () => {
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const node = await aNode({ group: order, together: true, handle: () => held })
    const sorted = [randomUUID(), randomUUID(), randomUUID()].sort()
    const ids = order === 'upwards' ? sorted : sorted.reverse()
    await node.run(SYSTEM, (ctx) => node.happen(ctx, ids))
    node.start()
    await until('all to be claimed', async () => (await claimedOf(order)) === ids.length)
    let tries = 0
    await node.run(SYSTEM, async (ctx) => {
      tries += 1
      for (const id of ids) {
        await node.happen(ctx, [id])
        release()
        await new Promise((resolve) => setTimeout(resolve, 100)) // the reaction clears what it has handled meanwhile
      }
    })
    assert.equal(tries, 1, 'the command was not rolled back')
    await until('everything to be handled', async () => (await openOf(order)) === 0)
    const { rows } = await sql<{ attempts: number }>`select attempts from reaction_due where reaction_group = ${order}`.execute(db)
    assert.deepEqual(
      rows.map((row) => row.attempts),
      [0, 0, 0],
      'nor was the reaction put off',
    )
  })
}

test('an entry that is written while its stream is being handled is handled after it, once', async () => {
  const node = await aNode({ group: 'meanwhile', handle: () => new Promise((resolve) => setTimeout(resolve, 30)) })
  const id = randomUUID()
  node.start()
  for (let index = 0; index < 10; index += 1) {
    await node.run(SYSTEM, (ctx) => node.happen(ctx, [id]))
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  await until('all ten', () => node.handled.length >= 10)
  assert.deepEqual(
    node.handled.map((entry) => entry.seq),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  )
})

test('a handler that fails is asked again, and holds up no other stream', async () => {
  const poisoned = randomUUID()
  let fails = 1
  const node = await aNode({
    group: 'failing',
    handle: async (entries) => {
      if (entries[0]?.streamId === poisoned && fails-- > 0) throw new Error('not now')
    },
  })
  const others = Array.from({ length: 20 }, () => randomUUID())
  node.start()
  await node.run(SYSTEM, (ctx) => node.happen(ctx, [poisoned, ...others]))
  await until('the others', () => node.handled.length >= 20)
  await until('the failed one', () => node.handled.some((entry) => entry.streamId === poisoned))
  assert.equal(node.handled.length, 21)
})

test('of streams that are handled together only the one that fails is put off', async () => {
  const poisoned = randomUUID()
  const node = await aNode({
    group: 'poisoned',
    together: true,
    handle: async (entries) => {
      if (entries.some((entry) => entry.streamId === poisoned)) throw new Error('never')
    },
  })
  const others = Array.from({ length: 20 }, () => randomUUID())
  await node.run(SYSTEM, (ctx) => node.happen(ctx, [...others.slice(0, 10), poisoned, ...others.slice(10)]))
  node.start()
  await until('the others', () => new Set(node.handled.map((entry) => entry.streamId)).size === 20)
  const putOff = () =>
    sql<{ stream_id: string; last_error: string | null }>`
      select stream_id, last_error from reaction_due where reaction_group = 'poisoned' and (attempts > 0 or due_seq > handled_seq)`.execute(db)
  // What is handled is marked a moment later, many at once.
  await until('all marked', async () => (await putOff()).rows.every((row, at) => at === 0 && row.last_error !== null))
  const { rows } = await putOff()
  assert.deepEqual(
    rows.map((row) => [row.stream_id, row.last_error]),
    [[poisoned, 'Error: never']],
  )
})

test('who only fills in for people is not asked where a person attends, nor by what its own kind says', async () => {
  const reaction: Reaction = { group: 'stand-in', on: ['said'], of: ['customer'], unattended: true, handle: async () => {} }
  const groupsFor = groupsByType([reaction, { group: 'all', on: ['said'], handle: async () => {} }])
  assert.deepEqual(groupsFor('said', { of: 'customer', attended: false }), ['stand-in', 'all'])
  assert.deepEqual(groupsFor('said', { of: 'customer', attended: true }), ['all'])
  assert.deepEqual(groupsFor('said', { of: 'agent', attended: false }), ['all'])
})

test('what a command holds is marked when it lets go; nobody waits for it, and nothing is handled twice', async () => {
  let release = (): void => {}
  const locked = new Promise<void>((resolve) => (release = resolve))
  const node = await aNode({ group: 'held', together: true, handle: () => locked })
  const [held, free] = [randomUUID(), randomUUID()]
  await node.run(SYSTEM, (ctx) => node.happen(ctx, [held, free]))
  node.start()
  await until('both to be claimed', async () => (await claimedOf('held')) === 2)
  await whileHeld('held', held, async () => {
    release()
    await until('the free one to be marked', async () => (await openOf('held')) === 1)
  })
  await until('the held one to be marked', async () => (await openOf('held')) === 0)
  assert.equal(node.handled.length, 2)
})

test('streams that are handled together and find no place now are put off together: none is tried by itself', async () => {
  let asked = 0
  const node = await aNode({
    group: 'crowded',
    together: true,
    async handle() {
      asked += 1
      if (asked === 1) throw new Refused('server.overloaded')
    },
  })
  await node.run(SYSTEM, (ctx) => node.happen(ctx, [randomUUID(), randomUUID(), randomUUID()]))
  node.start()
  await until('the three', () => node.handled.length === 3)
  assert.equal(asked, 2)
})

test('while nothing is due, one question in each look serves all groups; what becomes due without a hint is found by the next', async () => {
  const { db: countedDb, asked: statements } = counting(db)
  const groups = Array.from({ length: 9 }, () => randomUUID())
  const handled: string[] = []
  const reactions = groups.map((group): Reaction => ({ group, on: ['nobody.asked'], handle: () => Promise.resolve(void handled.push(group)) }))
  const work = startReactions({ db: countedDb, bus: await openBus(), log, reactions })
  beforeDrop(() => work.stop())
  await until('each group to have looked for itself at the start', () => statements() >= groups.length)
  const begun = statements()
  await until('four looks', () => statements() >= begun + 4)
  const [streamId, group] = [randomUUID(), groups[4] ?? '']
  const { run } = createRunner({ db, bus: await openBus(), clock: fixedClock(), groupsFor: () => [group] })
  const before = statements()
  await run(SYSTEM, (ctx) =>
    record(ctx, [{ stream: { id: streamId, kind: 'test', customerId: null }, entries: [{ type: 'nobody.asked', data: {}, forCustomer: false }] }]),
  )
  await until('it to be handled', () => handled.length > 0)
  assert.deepEqual(handled, [group])
  assert.ok(statements() - before < 2 * groups.length, `${statements() - before} statements: nobody else has claimed`)
  await work.stop()
})
