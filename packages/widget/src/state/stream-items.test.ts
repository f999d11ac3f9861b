import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, aConversation, asId, said } from '../../testing/fake-data.ts'
import { enqueue, refused, type Outbox } from './outbox.ts'
import { markOf, streamItems, type StreamItem } from './stream-items.ts'
import { emptyThread, takeEntries } from './thread.ts'

const dayOf = (at: string): string => at.slice(0, 10)
const waiting = (...ids: string[]): Outbox =>
  ids.reduce<Outbox>(
    (outbox, clientId) => enqueue(outbox, { clientId, thread: 'c', at: '2026-11-20T06:05:00.000Z', act: { type: 'message', text: clientId, attachments: [] } }),
    [],
  )
const shape = (items: readonly StreamItem[]) =>
  items.map((item) => (item.kind === 'group' ? `${item.from}:${item.bubbles.map(({ text }) => text).join('+')}` : item.kind))

test('one speaker within a minute is one group, a new day has its line', () => {
  const conversation = aConversation()
  add(conversation, said('agent', 'a', { name: '林晓' }), '2026-11-19T06:00:10.000Z')
  add(conversation, said('agent', 'b', { name: '林晓' }), '2026-11-19T06:00:40.000Z')
  add(conversation, said('customer', 'c'), '2026-11-19T06:00:50.000Z')
  add(conversation, said('agent', 'd', { name: '林晓' }), '2026-11-20T06:00:00.000Z')
  assert.deepEqual(shape(streamItems(conversation.entries, [], dayOf)), ['day', 'agent:a+b', 'customer:c', 'day', 'agent:d'])
})

test('what waits stands after what the server holds, and never twice', () => {
  const conversation = aConversation()
  add(conversation, said('customer', 'x', { clientId: asId('x') }), '2026-11-20T06:00:00.000Z')
  assert.deepEqual(shape(streamItems(conversation.entries, waiting('x', 'y', 'z'), dayOf)), ['day', 'customer:x', 'customer:y+z'])
})

test('a refused message is a group of its own, since one line tells the state of a group', () => {
  const items = streamItems([], refused(waiting('x', 'y'), 'x', { code: 'message.empty', message: '' }), dayOf)
  assert.deepEqual(shape(items), ['day', 'customer:x', 'customer:y'])
})

test('marks go from sent to delivered to read; with the bot the desk itself has it', () => {
  const thread = takeEntries(emptyThread('c'), []).thread
  const agents = (delivered: number, read: number) => ({
    ...thread,
    others: {
      customer: { delivered: 0, read: 0, typing: false, online: true },
      agents: { delivered, read, typing: false, online: true },
      colleagues: [],
      ahead: null,
      closed: null,
      wait: null,
      answerBy: null,
    },
  })
  assert.equal(markOf(agents(0, 0), 3, true), 'sent')
  assert.equal(markOf(agents(3, 2), 3, true), 'delivered')
  assert.equal(markOf(agents(3, 3), 3, true), 'read')
  assert.equal(markOf(thread, 3, false), 'delivered')
})

test('what the desk had already stays delivered when an agent takes it over', () => {
  const conversation = aConversation()
  for (const [index, view] of [said('customer', 'a'), { kind: 'joined_by', name: '苏婷' } as const, said('customer', 'b')].entries())
    add(conversation, view, `2026-11-20T06:0${index}:00.000Z`)
  const { thread } = takeEntries(emptyThread('c'), conversation.entries)
  assert.deepEqual(
    [1, 3].map((seq) => markOf(thread, seq, true)),
    ['delivered', 'sent'],
  )
})
