import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { until } from '../testing/settle.ts'
import { MOST_ENTRIES } from './react-due.ts'
import { reactingNodes, SYSTEM } from './react.scenario.ts'
import type { RecordedEntry } from './react.ts'
import { record } from './record.ts'

const { aNode, openOf, claimedOf, whileHeld } = await reactingNodes()
const happenings = (group: string, count: number) => Array.from({ length: count }, () => ({ type: `${group}.happened`, data: {}, forCustomer: false }))

test('what has piled up in a stream is handled to its end while a command holds another', async () => {
  let release = (): void => {}
  const locked = new Promise<void>((resolve) => (release = resolve))
  const node = await aNode({ group: 'beside', together: true, handle: () => locked })
  const [held, piled] = [randomUUID(), randomUUID()]
  const streams = [happenings('beside', 1), happenings('beside', MOST_ENTRIES + 100)].map((entries, at) => ({
    stream: { id: at === 0 ? held : piled, kind: 'test', customerId: null },
    entries,
  }))
  await node.run(SYSTEM, (ctx) => record(ctx, streams))
  node.start()
  await until('both to be claimed', async () => (await claimedOf('beside')) === 2)
  await whileHeld('beside', held, async () => {
    release()
    await until('all but the held one to be marked', async () => (await openOf('beside')) === 1)
  })
  await until('the held one to be marked', async () => (await openOf('beside')) === 0)
  assert.equal(node.handled.length, MOST_ENTRIES + 101)
})

test('what has piled up in a stream is handled in portions, in order, each entry once, and others have their share of each', async () => {
  const portions: (readonly RecordedEntry[])[] = []
  const node = await aNode({ group: 'piled', together: true, handle: async (entries) => void portions.push(entries) })
  const [piled, other] = [randomUUID(), randomUUID()]
  await node.run(SYSTEM, (ctx) =>
    record(ctx, [
      { stream: { id: piled, kind: 'test', customerId: null }, entries: happenings('piled', MOST_ENTRIES + 100) },
      { stream: { id: other, kind: 'test', customerId: null }, entries: happenings('piled', 1) },
    ]),
  )
  node.start()
  await until('everything to be handled', async () => (await openOf('piled')) === 0)
  assert.deepEqual(
    node.handled.filter(({ streamId }) => streamId === piled).map(({ seq }) => seq),
    Array.from({ length: MOST_ENTRIES + 100 }, (_, at) => at + 1),
  )
  assert.deepEqual([...new Set(portions[0]?.map(({ streamId }) => streamId))].sort(), [piled, other].sort())
  assert.ok(portions.every(({ length }) => length <= MOST_ENTRIES))
})
