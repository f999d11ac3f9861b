import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, Unreachable } from './answer.ts'
import { createOutbox, type Accepted, type Outgoing } from './outbox.ts'

const saying = (clientId: string): Outgoing => ({ clientId, conversationId: 'c', text: clientId, attachmentIds: [] })
const taken: Accepted = { conversationId: 'c', seq: 1, at: '2026-11-20T06:32:00.000Z' }
const refusal = (status: number): Refusal => new Refusal(status, { code: 'x', message: 'no', data: {} })

/** @param answer what becomes of the n-th try of a message */
function anOutbox(answer: (clientId: string, attempt: number) => Error | null, kept: Outgoing[] = []) {
  const tried: string[] = []
  let saved: readonly Outgoing[] = kept
  const outbox = createOutbox({
    keep: { load: () => saved, save: (outgoing) => void (saved = outgoing) },
    async deliver({ clientId }) {
      tried.push(clientId)
      const error = answer(clientId, tried.filter((one) => one === clientId).length)
      if (error !== null) throw error
      return taken
    },
  })
  return { outbox, tried, saved: () => saved.map(({ clientId }) => clientId) }
}

test('messages go in order, and silence keeps one first in line under its own id', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { outbox, tried } = anOutbox((clientId, attempt) => (clientId === 'a' && attempt < 3 ? new Unreachable('x') : null))
  const both = Promise.all([outbox.send(saying('a')), outbox.send(saying('b'))])
  for (let round = 0; round < 50 && tried.length < 4; round += 1) {
    await new Promise(setImmediate)
    t.mock.timers.tick(1000)
  }
  assert.deepEqual(await both, [taken, taken])
  assert.deepEqual(tried, ['a', 'a', 'a', 'b'])
})

test('a refusal is the answer; a busy desk is not', async () => {
  const final = anOutbox(() => refusal(409))
  await assert.rejects(final.outbox.send(saying('a')), (error) => error instanceof Refusal && error.status === 409)
  assert.deepEqual([final.tried, final.saved()], [['a'], []])

  const busy = anOutbox((_clientId, attempt) => (attempt === 1 ? refusal(503) : null))
  const sent = busy.outbox.send(saying('a'))
  while (busy.tried.length === 0) await new Promise(setImmediate)
  while (busy.tried.length === 1) {
    busy.outbox.wake()
    await new Promise(setImmediate)
  }
  assert.deepEqual(await sent, taken)
  assert.deepEqual(busy.tried, ['a', 'a'])
})

test('what was unsent when the page went is sent first when it comes back', async () => {
  const { outbox, tried, saved } = anOutbox(() => null, [saying('old')])
  await outbox.send(saying('new'))
  assert.deepEqual(tried, ['old', 'new'])
  assert.deepEqual(saved(), [])
})

test('what outlived its page and is refused is told, with its words', async () => {
  const told: unknown[] = []
  const outbox = createOutbox({
    keep: { load: () => [saying('old')], save: () => {} },
    deliver: () => Promise.reject(refusal(409)),
    onRefused: ({ text }, reason) => void told.push(text, reason instanceof Refusal && reason.status),
  })
  while (told.length === 0) await new Promise(setImmediate)
  assert.deepEqual([told, outbox.waiting()], [['old', 409], []])
})

test('what was kept and cannot be read keeps nothing back that is said now', async () => {
  const outbox = createOutbox({
    keep: {
      load: () => {
        throw new SyntaxError('Unexpected end of JSON input')
      },
      save: () => {},
    },
    deliver: async () => taken,
  })
  assert.deepEqual(await outbox.send(saying('new')), taken)
})

test('what has not been answered stays kept', async () => {
  const { outbox, tried, saved } = anOutbox(() => new Unreachable('x'))
  void outbox.send(saying('a'))
  while (tried.length === 0) await new Promise(setImmediate)
  assert.deepEqual([saved(), outbox.waiting()], [['a'], [saying('a')]])
  outbox.stop()
})
