import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { ASKED_AGAIN_AFTER_MS, followHolders, NO_HOLDERS, saidNoLately } from './holders.ts'

// Ids need not be real ones here.
const teamId = 't' as TeamId
const assigned = (id: string): ConversationEntry => ({ type: 'conversation.assigned', data: { agentId: id as StaffId, agentName: id, teamId, how: 'routed' } })
const lost = (id: string): ConversationEntry => ({
  type: 'conversation.transferred',
  data: { teamId, fromTeamId: teamId, toAgentId: null, toAgentName: null, fromAgentId: id as StaffId, why: 'agent_silent' },
})
const reopened: ConversationEntry = { type: 'conversation.reopened', data: { why: 'customer' } }
const after = (...entries: ConversationEntry[]) => {
  const { lastAgentId, lostBy } = entries.reduce((holders, entry, index) => followHolders(holders, entry, index), NO_HOLDERS)
  return { lastAgentId, lostBy }
}
const ended = (id: string, why: 'declined' | 'lapsed' | 'agent_away'): ConversationEntry => ({
  type: 'conversation.offer_ended',
  data: { agentId: id as StaffId, agentName: id, why },
})

test('opened again it returns to the last agent', () => assert.deepEqual(after(assigned('x'), assigned('y'), reopened), { lastAgentId: 'y', lostBy: [] }))

test('who loses it or passes it on is not its last agent, until it is opened again', () => {
  assert.deepEqual(after(assigned('x'), lost('x')), { lastAgentId: null, lostBy: ['x'] })
  assert.deepEqual(after(assigned('x'), lost('x'), assigned('y'), lost('y'), assigned('x'), lost('x')), { lastAgentId: null, lostBy: ['y', 'x'] })
  assert.deepEqual(after(assigned('x'), lost('x'), assigned('y'), reopened), { lastAgentId: 'y', lostBy: [] })
})

test('who did not accept it is not its last agent; who was not there has refused nothing', () => {
  assert.deepEqual(after(assigned('x'), reopened, ended('x', 'lapsed')), { lastAgentId: null, lostBy: ['x'] })
  assert.deepEqual(after(ended('x', 'declined'), ended('y', 'lapsed')), { lastAgentId: null, lostBy: ['x', 'y'] })
  assert.deepEqual(after(ended('x', 'agent_away')), { lastAgentId: null, lostBy: [] })
})

test('who said no is not asked again for a while; who only let it lapse may be', () => {
  const atMs = 1_000_000
  const holders = [ended('x', 'declined'), ended('y', 'lapsed')].reduce((all, entry) => followHolders(all, entry, atMs), NO_HOLDERS)
  assert.deepEqual(saidNoLately(holders, atMs + ASKED_AGAIN_AFTER_MS - 1), ['x'])
  assert.deepEqual(saidNoLately(holders, atMs + ASKED_AGAIN_AFTER_MS), [])
  assert.deepEqual(saidNoLately(followHolders(holders, reopened, atMs), atMs), [])
})
