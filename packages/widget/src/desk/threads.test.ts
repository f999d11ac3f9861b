import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zhCN } from '@yingda/i18n/widget/zh-CN.ts'
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import { add, aConversation, said } from '../../testing/fake-data.ts'
import { Unreachable } from '../net/wire.ts'
import { startState, type DeskState } from './state.ts'
import { createStore } from './store.ts'
import { createThreads } from './threads.ts'

function setUp(count: number, pageSize = 2) {
  const conversation = aConversation()
  for (let seq = 1; seq <= count; seq++) add(conversation, said('agent', String(seq)))
  const { id } = conversation.summary
  const asked: number[] = []
  let broken = false
  const get = async <T>(path: string): Promise<T> => {
    if (broken) throw new Unreachable(path)
    if (!path.includes('/entries')) return conversation.summary as T
    const after = Number(/after=(\d+)/.exec(path)?.[1])
    asked.push(after)
    return { entries: conversation.entries.slice(after, after + pageSize), lastSeq: conversation.entries.length } as T
  }
  const store = createStore<DeskState>(startState('zh-CN', zhCN, true))
  const arrived: CustomerEntry[] = []
  const threads = createThreads({ store, http: { get, post: get, put: get }, onArrived: (_id, entries) => void arrived.push(...entries) })
  return {
    conversation,
    id,
    store,
    threads,
    asked,
    arrived,
    breakLine: (is: boolean) => void (broken = is),
    held: () => store.get().threads[id]?.entries.map(({ seq }) => seq),
  }
}
const later = () => new Promise((resolve) => setTimeout(resolve, 5))

test('a conversation is loaded page by page until nothing is missing', async () => {
  const { id, threads, asked, held, store, arrived } = setUp(5)
  await threads.open(id)
  assert.deepEqual(held(), [1, 2, 3, 4, 5])
  assert.deepEqual(asked, [0, 2, 4])
  assert.equal(store.get().threads[id]?.complete, true)
  assert.deepEqual(arrived, [], 'what was there before is not news')
})

test('a frame behind a hole is not taken; the hole is fetched from the own cursor', async () => {
  const { conversation, id, threads, asked, held, arrived } = setUp(2)
  await threads.open(id)
  for (const text of ['3', '4']) add(conversation, said('agent', text))
  asked.length = 0
  assert.equal(threads.take(id, conversation.entries.slice(3)), true)
  assert.deepEqual(held(), [1, 2])
  threads.lookAgain(id)
  await later()
  assert.deepEqual(held(), [1, 2, 3, 4])
  assert.deepEqual(asked, [2])
  assert.deepEqual(
    arrived.map(({ seq }) => seq),
    [3, 4],
  )
})

test('after a reset everything is read afresh', async () => {
  const { id, threads, asked, held } = setUp(3, 10)
  await threads.open(id)
  await threads.startOver(id)
  assert.deepEqual(asked, [0, 0])
  assert.deepEqual(held(), [1, 2, 3])
})

test('a failed load says so and can be asked for again', async () => {
  const { id, threads, store, held, breakLine } = setUp(3, 10)
  breakLine(true)
  await threads.open(id)
  assert.ok(store.get().loadFailed[id] instanceof Error)
  breakLine(false)
  await threads.open(id)
  assert.equal(store.get().loadFailed[id], null)
  assert.deepEqual(held(), [1, 2, 3])
})
