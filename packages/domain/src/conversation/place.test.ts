import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CustomerId } from '@yingda/protocol/ids.ts'
import type { Actor } from '@yingda/protocol/entries/actor.ts'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import { decideRelease } from './decide.ts'
import { evolveConversation, type ConversationState } from './state.ts'
import { aState, holder, uuid } from './testing/a-state.ts'

const agent: Actor = { kind: 'agent', id: holder, name: '林晓' }
const customer: Actor = { kind: 'customer', id: CustomerId.parse(uuid(20)) }
const awaits: ConversationEntry = { type: 'conversation.awaiting_customer', data: {} }
const words: ConversationEntry = { type: 'message.posted', data: { clientId: null, attachmentIds: [], answer: null } }

/** Said to wait for the customer, who writes two days later; then back into line from an agent who is gone. */
function comesBack(waited: ConversationState): ConversationState {
  const later = '2026-11-22T06:32:00.000Z'
  const written = evolveConversation(waited, { entry: words, actor: customer, at: later })
  const released = decideRelease(written, 'agent_gone')
  assert.ok('entries' in released)
  return released.entries.reduce((state, entry) => evolveConversation(state, { entry, actor: { kind: 'system' }, at: later }), written)
}

test('who was waited for without an answer stands, two days later, before nobody who waits since an hour', () => {
  const queuedAt = '2026-11-20T06:30:00.000Z'
  const held = aState({ queuedAt, waitingSince: queuedAt, owedSince: queuedAt })
  const waited = evolveConversation(held, { entry: awaits, actor: agent, at: '2026-11-20T06:32:00.000Z' })
  assert.equal(waited.queuedAt, null)
  assert.equal(comesBack(waited).queuedAt, '2026-11-22T06:32:00.000Z')
})

test('nor does one who has kept a place from before, once he writes', () => {
  assert.equal(comesBack(aState({ status: 'awaiting_customer', queuedAt: '2026-11-20T06:30:00.000Z' })).queuedAt, '2026-11-22T06:32:00.000Z')
})
