import assert from 'node:assert/strict'
import { test } from 'node:test'
import { discard, sendAgain } from './outbox-again.ts'
import {
  accepted,
  enqueue,
  isHeldUp,
  newThreadKey,
  nextToSend,
  refused,
  sending,
  settle,
  toKeep,
  unanswered,
  waitForNetwork,
  type Outbox,
  type OutboxAct,
} from './outbox.ts'

const message = (text: string): OutboxAct => ({ type: 'message', text, attachments: [] })
const start: OutboxAct = {
  type: 'start',
  questionType: 'other',
  language: 'en',
  context: {},
  transactionId: null,
  message: { clientId: 'm', text: 'first', attachments: [] },
}
const of = (...items: [clientId: string, thread: string, act: OutboxAct][]): Outbox =>
  items.reduce<Outbox>((outbox, [clientId, thread, act]) => enqueue(outbox, { clientId, thread, at: '2026-11-20T06:00:00.000Z', act }), [])
const no = { code: 'message.empty', message: '' }
const statuses = (outbox: Outbox) => outbox.map(({ clientId, status }) => `${clientId} ${status}`)

test('the oldest goes first, and one at a time', () => {
  const outbox = of(['a', 'c', message('one')], ['b', 'c', message('two')])
  assert.equal(nextToSend(outbox)?.clientId, 'a')
  assert.equal(nextToSend(sending(outbox, 'a')), null)
  assert.equal(nextToSend(accepted(outbox, 'a', 'c'))?.clientId, 'b')
})

test('an unanswered one stays first under the same id, however often it is tried', () => {
  let outbox = of(['a', 'c', message('one')], ['b', 'c', message('two')])
  for (let attempt = 0; attempt < 20; attempt++) {
    assert.equal(nextToSend(outbox)?.clientId, 'a')
    outbox = unanswered(sending(outbox, 'a'), 'a')
    assert.deepEqual(statuses(outbox), ['a waiting', 'b waiting'], 'what is sent by itself has not failed')
  }
  assert.deepEqual(statuses(refused(outbox, 'a', no)), ['a failed', 'b waiting'])
})

test('held up is what has found no answer, until one comes', () => {
  const outbox = of(['a', 'c', message('one')])
  assert.equal(isHeldUp(sending(outbox, 'a')), false)
  assert.equal(isHeldUp(sending(unanswered(outbox, 'a'), 'a')), true)
  assert.equal(isHeldUp(accepted(unanswered(outbox, 'a'), 'a', 'c')), false)
  assert.equal(isHeldUp(refused(unanswered(outbox, 'a'), 'a', no)), false)
})

test('a refused message does not hold up those behind it', () => {
  const outbox = refused(of(['a', 'c', message('')], ['b', 'c', message('two')]), 'a', no)
  assert.equal(nextToSend(outbox)?.clientId, 'b')
})

test('a refused start holds up its own conversation and no other', () => {
  const fresh = newThreadKey('s')
  const outbox = refused(of(['s', fresh, start], ['b', fresh, message('two')], ['x', 'c', message('elsewhere')]), 's', no)
  assert.equal(nextToSend(outbox)?.clientId, 'x')
})

test('when a start is accepted, all that waits behind it goes to the conversation', () => {
  const fresh = newThreadKey('s')
  const outbox = accepted(of(['s', fresh, start], ['b', fresh, { type: 'person' }]), 's', 'c-1')
  assert.deepEqual(
    outbox.map(({ thread }) => thread),
    ['c-1', 'c-1'],
  )
})

test('the entry on the stream settles an item even when its answer was lost', () => {
  const outbox = unanswered(of(['a', 'c', message('one')], ['s', 'd', start]), 'a')
  assert.deepEqual(statuses(settle(outbox, 'c', new Set(['a']))), ['s waiting'])
  assert.equal(settle(outbox, 'd', new Set(['m'])).length, 1, 'a start is settled by its first message')
})

test('an accepted message stays to be seen until its entry comes; an act without words goes', () => {
  const outbox = accepted(accepted(of(['a', 'c', message('one')], ['p', 'c', { type: 'person' }]), 'a', 'c'), 'p', 'c')
  assert.deepEqual(statuses(settle(outbox, 'c', new Set())), ['a sent'])
})

test('sent again it keeps its id, unless the server says that the id is taken', () => {
  const failed = refused(of(['a', 'c', message('one')]), 'a', { code: 'conversation.not_found', message: '' })
  assert.deepEqual(statuses(sendAgain(failed, 'a', 'fresh')), ['a waiting'])
  const reused = refused(of(['a', 'c', message('one')]), 'a', { code: 'message.id_reused', message: '' })
  assert.deepEqual(statuses(sendAgain(reused, 'a', 'fresh')), ['fresh waiting'])
  assert.equal(discard(failed, 'a').length, 0)
})

test('without a network everything waits, except what was refused', () => {
  let outbox = of(['a', 'c', message('one')], ['b', 'c', message('two')])
  outbox = refused(sending(outbox, 'a'), 'b', no)
  assert.deepEqual(statuses(waitForNetwork(outbox)), ['a waiting', 'b failed'])
})

test('what is kept on the device is what was not accepted, ready to go again', () => {
  const outbox = accepted(sending(of(['a', 'c', message('one')], ['b', 'c', message('two')]), 'b'), 'a', 'c')
  assert.deepEqual(statuses(toKeep(outbox)), ['b waiting'])
})

const bare: OutboxAct = { ...start, message: null }
const person: OutboxAct = { type: 'person' }

test('what is refused and shows nothing in the stream goes, with a start all that shows nothing behind it', () => {
  assert.deepEqual(refused(of(['p', 'c', person]), 'p', no), [])
  assert.deepEqual(refused(of(['s', 'new:s', bare], ['p', 'new:s', person]), 's', no), [])
})

test('what was written behind a refused start has failed with it; pressed again, or written on, it begins again as a whole', () => {
  const outbox = refused(of(['s', 'new:s', bare], ['p', 'new:s', person], ['m', 'new:s', message('help')]), 's', no)
  assert.deepEqual(statuses(outbox), ['s failed', 'm failed'])
  for (const next of [sendAgain(outbox, 'm', 'fresh'), enqueue(outbox, { clientId: 'n', thread: 'new:s', at: '', act: message('anybody?') })]) {
    assert.equal(nextToSend(next)?.clientId, 's')
    assert.ok(next.every(({ status }) => status === 'waiting'))
  }
})

test('a start that was refused can give up its words, and those behind it begin the conversation; with the last words it goes itself', () => {
  const outbox = refused(of(['s', 'new:s', start], ['m', 'new:s', message('second')]), 's', no)
  const rest = discard(outbox, 's')
  assert.deepEqual(statuses(rest), ['s failed', 'm failed'])
  const begun = nextToSend(sendAgain(rest, 'm', 'fresh'))
  assert.equal(begun?.act.type === 'start' && begun.act.message, null)
  assert.deepEqual(discard(rest, 'm'), [])
})
