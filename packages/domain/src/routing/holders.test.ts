import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { followHolders, NO_HOLDERS } from './holders.ts'

// Ids need not be real ones here.
const teamId = 't' as TeamId
const assigned = (id: string): ConversationEntry => ({ type: 'conversation.assigned', data: { agentId: id as StaffId, agentName: id, teamId, how: 'routed' } })
const lost = (id: string): ConversationEntry => ({
  type: 'conversation.transferred',
  data: { teamId, fromTeamId: teamId, toAgentId: null, toAgentName: null, fromAgentId: id as StaffId, why: 'agent_silent' },
})
const reopened: ConversationEntry = { type: 'conversation.reopened', data: { why: 'customer' } }
const after = (...entries: ConversationEntry[]) => entries.reduce(followHolders, NO_HOLDERS)

test('opened again it returns to the last agent', () => assert.deepEqual(after(assigned('x'), assigned('y'), reopened), { lastAgentId: 'y', lostBy: [] }))

test('who loses it or passes it on is not its last agent, until it is opened again', () => {
  assert.deepEqual(after(assigned('x'), lost('x')), { lastAgentId: null, lostBy: ['x'] })
  assert.deepEqual(after(assigned('x'), lost('x'), assigned('y'), lost('y'), assigned('x'), lost('x')), { lastAgentId: null, lostBy: ['y', 'x'] })
  assert.deepEqual(after(assigned('x'), lost('x'), assigned('y'), reopened), { lastAgentId: 'y', lostBy: [] })
})
