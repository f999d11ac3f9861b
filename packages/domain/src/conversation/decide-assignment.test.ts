import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StaffId } from '@yingda/protocol/ids.ts'
import { decideAssignment } from './decide.ts'
import { aState, teamId, uuid } from './testing/a-state.ts'

const lead = { id: StaffId.parse(uuid(3)), name: '何佳', teamIds: [teamId] }

test('what a colleague holds is taken only by who may take over', () => {
  const facts = { agent: lead, active: 0, capacity: 5, how: 'taken' as const }
  assert.deepEqual(decideAssignment(aState(), facts), { refused: 'conversation.already_assigned', data: { name: '林晓' } })
  const taken = decideAssignment(aState(), { ...facts, mayTakeOver: true })
  assert.ok('entries' in taken)
  assert.deepEqual(taken.entries, [{ type: 'conversation.assigned', data: { agentId: lead.id, agentName: '何佳', teamId, how: 'taken' } }])
})
