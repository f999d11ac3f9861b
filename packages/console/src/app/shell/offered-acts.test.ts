import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROLE_PERMISSIONS } from '@yingda/protocol/permissions.ts'
import { aRow, ME } from '../../testing/rows.ts'
import { offeredActs } from './offered-acts.ts'

const me = { id: ME, permissions: [...ROLE_PERMISSIONS.agent] }
const offered = (over: Parameters<typeof aRow>[1], canReply = true) => offeredActs({ row: aRow('a', over), canReply }, me).map(({ id }) => id)

test('what is mine is not taken again, what is open is not reopened, and what is owed an answer is not put off', () => {
  assert.deepEqual(offered({ waitingSince: null }), ['reply', 'note', 'resolve', 'snooze', 'transfer', 'await_customer', 'customer'])
  assert.deepEqual(offered({}), ['reply', 'note', 'resolve', 'transfer', 'await_customer', 'customer'])
})

test('what waits in line can be taken', () => {
  assert.deepEqual(offered({ status: 'waiting', assignee: null }), ['take', 'reply', 'note', 'resolve', 'transfer', 'customer'])
})

test('what is resolved can be reopened; what is closed can only be read and noted', () => {
  assert.deepEqual(offered({ status: 'resolved', assignee: null }), ['reply', 'note', 'reopen', 'customer'])
  assert.deepEqual(offered({ status: 'closed', assignee: null }, false), ['note', 'customer'])
})
