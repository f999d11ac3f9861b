import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { fixedClock } from '../testing/fixed-clock.ts'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { openBus } from './bus.ts'
import { createRunner } from './command.ts'
import { groupsByType, startReactions, type Reaction, type RecordedEntry } from './react.ts'
import { sharing } from './react-sharing.ts'
import { record } from './record.ts'

const SYSTEM = { kind: 'system' } as const
const { db, beforeDrop } = await testDatabase()
const log = pino({ level: 'silent' })

type Member = Pick<Reaction, 'on' | 'of'> & { handle?: (entries: readonly RecordedEntry[]) => Promise<void> }

/** One node whose reactions `<name>.a`, `<name>.b`, … share the group `<name>`; `seen` is what each has handled. */
async function aNode(name: string, members: Readonly<Record<string, Member>>) {
  const seen = Object.fromEntries(Object.keys(members).map((key) => [key, [] as RecordedEntry[]]))
  const own = Object.entries(members).map(
    ([key, { handle, ...member }]): Reaction => ({
      ...member,
      group: `${name}.${key}`,
      async handle(entries) {
        await handle?.(entries)
        seen[key]?.push(...entries)
      },
    }),
  )
  const bus = await openBus()
  const reactions = sharing(name, own, { db, log, paceMs: 10 })
  const { run } = createRunner({ db, bus, clock: fixedClock(), groupsFor: groupsByType(reactions) })
  const happen = (streamId: string, ...types: readonly string[]) =>
    run(SYSTEM, (ctx) =>
      record(ctx, [{ stream: { id: streamId, kind: 'test', customerId: null }, entries: types.map((type) => ({ type, data: {}, forCustomer: false })) }]),
    )
  const start = (): void => {
    const work = startReactions({ db, bus, log, reactions })
    beforeDrop(() => work.stop())
  }
  return { seen, happen, start }
}

const dueGroups = async (streamId: string): Promise<string[]> =>
  (await sql<{ name: string }>`select reaction_group as name from reaction_due where stream_id = ${streamId} order by 1`.execute(db)).rows.map(
    ({ name }) => name,
  )
const typesOf = (entries: readonly RecordedEntry[] | undefined): string[] | undefined => entries?.map(({ type }) => type)

test('a stream is due once for all who share, and each is given what it answers', async () => {
  const node = await aNode('share', { a: { on: ['said', 'noted'] }, b: { on: ['said'] }, c: { on: ['said'], of: ['agent'] } })
  const id = randomUUID()
  await node.happen(id, 'said', 'noted', 'looked')
  assert.deepEqual(await dueGroups(id), ['share'])
  node.start()
  await until('both', () => node.seen['a']?.length === 2 && node.seen['b']?.length === 1)
  assert.deepEqual([typesOf(node.seen['a']), typesOf(node.seen['b'])], [['said', 'noted'], ['said']])
  assert.deepEqual(node.seen['c'], [], 'no agent said anything')
  assert.deepEqual(await dueGroups(id), ['share'])
})

test('one that fails is tried again by itself until it is done; the others are given nothing twice', async () => {
  let fails = 2
  const node = await aNode('fails', {
    a: { on: ['said'] },
    b: { on: ['said'], handle: () => (fails-- > 0 ? Promise.reject(new Error('not now')) : Promise.resolve()) },
    c: { on: ['said'] },
  })
  const id = randomUUID()
  node.start()
  await node.happen(id, 'said')
  await until('the one that failed', () => node.seen['b']?.length === 1)
  assert.deepEqual([node.seen['a']?.length, node.seen['c']?.length], [1, 1])
  assert.deepEqual(await dueGroups(id), ['fails', 'fails.b'])
  await node.happen(id, 'said')
  await until('all', () => Object.values(node.seen).every((entries) => entries.length === 2))
  assert.deepEqual(
    Object.values(node.seen).map((entries) => entries.map(({ seq }) => seq)),
    [
      [1, 2],
      [1, 2],
      [1, 2],
    ],
  )
})
