import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRow, ME } from '../../../testing/rows.ts'
import { asStaffId } from '../../../app/ids.ts'
import { replyHint } from './reply-hint.ts'

test('the composer says what an answer will do besides being sent', () => {
  const colleague = { id: asStaffId('other'), name: '何佳' }
  assert.equal(replyHint(aRow('a'), ME), 'replyPlaceholder')
  assert.equal(replyHint(aRow('a', { status: 'waiting', assignee: null }), ME), 'replyTakes')
  assert.equal(replyHint(aRow('a', { status: 'bot', assignee: null }), ME), 'replyTakes')
  assert.equal(replyHint(aRow('a', { status: 'resolved' }), ME), 'replyReopens')
  assert.equal(replyHint(aRow('a', { assignee: colleague }), ME), 'replyBeside')
})
