import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Permission } from '@yingda/protocol/permissions.ts'
import { aRow, ME } from '../../../testing/rows.ts'
import { allowedActions, whyNotSnooze } from './allowed-actions.ts'

const AGENT: Permission[] = [
  'conversation.read',
  'conversation.reply',
  'conversation.take',
  'conversation.transfer',
  'conversation.resolve',
  'conversation.merge',
]
const agent = { id: ME, permissions: AGENT }
const offered = (...args: Parameters<typeof allowedActions>) => Object.entries(allowedActions(...args)).flatMap(([name, allowed]) => (allowed ? [name] : []))

test('what is mine can be passed on, put off once it is answered, ended, and not taken again', () => {
  assert.deepEqual(offered(aRow('a', { waitingSince: null }), agent), ['transfer', 'snooze', 'resolve', 'awaitCustomer', 'merge'])
  assert.deepEqual(offered(aRow('a'), agent), ['transfer', 'resolve', 'awaitCustomer', 'merge'])
})

test('what waits in line can be taken but not yet put off', () => {
  assert.deepEqual(offered(aRow('a', { status: 'waiting', assignee: null }), agent), ['take', 'transfer', 'resolve', 'merge'])
})

test('what is over can be opened again until it is closed for good', () => {
  assert.deepEqual(offered(aRow('a', { status: 'resolved' }), agent), ['reopen', 'merge'])
  assert.deepEqual(offered(aRow('a', { status: 'closed' }), agent), [])
})

test('a lead is offered what an agent is not, may keep out a visitor but nobody who is signed in, and nothing is offered before the conversation is known', () => {
  const lead = {
    id: ME,
    permissions: [...AGENT, 'conversation.assign', 'conversation.restrict', 'entry.redact', 'customer.block', 'export.read'] as Permission[],
  }
  assert.equal(offered(aRow('a'), lead).includes('assign'), true)
  assert.deepEqual(offered(null, lead), [])
  const visitor = { ...aRow('a').customer, signedIn: false }
  assert.deepEqual([offered(aRow('a'), lead).includes('block'), offered(aRow('a', { customer: visitor }), lead).includes('block')], [false, true])
})

test('what nobody holds, what has ended and what is owed an answer cannot be put off, and it is known why', () => {
  assert.equal(whyNotSnooze(aRow('a', { waitingSince: null })), null)
  assert.equal(whyNotSnooze(aRow('a', { status: 'snoozed', waitingSince: null })), null)
  assert.equal(whyNotSnooze(aRow('a', { status: 'waiting', assignee: null })), 'nobody')
  assert.equal(whyNotSnooze(aRow('a', { status: 'bot', assignee: null })), 'nobody')
  assert.equal(whyNotSnooze(aRow('a', { status: 'resolved', assignee: null })), 'ended')
  assert.equal(whyNotSnooze(aRow('a')), 'owed')
})
