import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { decideAgentMessage, decideAssignment, decideRelease, decideTransfer, type Decision } from './decide.ts'
import { evolveConversation, type ConversationState } from './state.ts'
import { aState, teamId, uuid } from './testing/a-state.ts'

const lead = { id: StaffId.parse(uuid(3)), name: '何佳', teamIds: [teamId] }

test('what a colleague holds is taken only by who may take over', () => {
  const facts = { agent: lead, active: 0, capacity: 5, how: 'taken' as const }
  assert.deepEqual(decideAssignment(aState(), facts), { refused: 'conversation.already_assigned', data: { name: '林晓' } })
  const taken = decideAssignment(aState(), { ...facts, mayTakeOver: true })
  assert.ok('entries' in taken)
  assert.deepEqual(taken.entries, [{ type: 'conversation.assigned', data: { agentId: lead.id, agentName: '何佳', teamId, how: 'taken' } }])
})

test('what a team only helped with goes home from whoever has it there, and not once it was passed on to a line', () => {
  const home = TeamId.parse(uuid(4))
  const owed = { owedSince: '2026-11-20T06:32:00.000Z' }
  const helped = aState({ ...owed, homeTeamId: home })
  const by = { kind: 'agent' as const, id: lead.id, name: lead.name }
  const after = (state: ConversationState, decision: Decision): ConversationState =>
    'entries' in decision
      ? decision.entries.reduce((now, entry) => evolveConversation(now, { entry, actor: by, at: '2026-11-20T06:50:00.000Z' }), state)
      : assert.fail()
  const line = (state: ConversationState): unknown => after(state, decideRelease(state, 'agent_silent')).teamId
  const colleague = { ...lead, id: StaffId.parse(uuid(5)) }
  const taken = after(helped, decideAssignment(helped, { agent: colleague, active: 0, capacity: 5, how: 'taken', mayTakeOver: true }))
  const given = after(helped, decideTransfer(helped, { teamId, agent: colleague }))
  const resumed = after({ ...helped, status: 'resolved', assigneeId: null }, decideAgentMessage({ ...helped, status: 'resolved' }, lead, { teamId: home }))
  for (const state of [helped, taken, given, resumed]) assert.deepEqual([state.teamId, line(state)], [teamId, home])
  const passed = after(helped, decideTransfer(helped, { teamId, agent: null }))
  assert.equal(line(after(passed, decideAssignment(passed, { agent: lead, active: 0, capacity: 5, how: 'routed' }))), teamId)
})
