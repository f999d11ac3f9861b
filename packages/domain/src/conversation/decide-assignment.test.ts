import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import { decideAssignment, decideMerge } from './decide.ts'
import { evolveConversation, type ConversationState } from './state.ts'
import { aState, holder, teamId, uuid } from './testing/a-state.ts'

const lead = { id: StaffId.parse(uuid(3)), name: '何佳', teamIds: [teamId] }

test('what a colleague holds is taken only by who may take over', () => {
  const facts = { agent: lead, active: 0, capacity: 5, how: 'taken' as const }
  assert.deepEqual(decideAssignment(aState(), facts), { refused: 'conversation.already_assigned', data: { name: '林晓' } })
  const taken = decideAssignment(aState(), { ...facts, mayTakeOver: true })
  assert.ok('entries' in taken)
  assert.deepEqual(taken.entries, [{ type: 'conversation.assigned', data: { agentId: lead.id, agentName: '何佳', teamId, how: 'taken' } }])
})

test('who waits for a person in the source waits in the target, as urgent as before', () => {
  const source = aState({ status: 'waiting', assigneeId: null, waitingSince: '2026-11-20T06:32:00.000Z', urgent: true })
  const target = aState({ id: ConversationId.parse(uuid(11)), status: 'bot', assigneeId: null })
  const merged = decideMerge(source, target)
  assert.ok('target' in merged)
  assert.deepEqual(merged.target.at(-1), { type: 'conversation.queued', data: { teamId, reason: 'asked', urgent: true } })
})

test('the earlier of two places in line is kept, whichever conversation goes on; who stood in none stands in none', () => {
  const [early, late, now] = ['2026-11-20T06:30:00.000Z', '2026-11-20T06:40:00.000Z', '2026-11-20T06:50:00.000Z']
  const placeOf = (source: Partial<ConversationState>, target: Partial<ConversationState>): string | null => {
    const into = aState({ id: ConversationId.parse(uuid(11)), assigneeId: null, ...target })
    const merged = decideMerge(aState({ assigneeId: null, ...source }), into)
    assert.ok('target' in merged)
    const actor = { kind: 'agent' as const, id: lead.id, name: lead.name }
    return merged.target.reduce((state, entry) => evolveConversation(state, { entry, actor, at: now }), into).queuedAt
  }
  const inLine = (queuedAt: string) => ({ status: 'waiting' as const, waitingSince: queuedAt, owedSince: queuedAt, queuedAt })
  assert.equal(placeOf(inLine(early), inLine(late)), early)
  assert.equal(placeOf(inLine(late), inLine(early)), early)
  assert.equal(placeOf(inLine(early), { status: 'bot' }), early, 'it comes into line with the place')
  assert.equal(placeOf(inLine(early), { status: 'assigned', assigneeId: holder }), early, 'should he who has it now be gone')
  assert.equal(placeOf({ status: 'bot', owedSince: early }, { status: 'bot' }), null)
})

test('a restricted conversation is not merged into one that more people see', () => {
  const source = aState({ restricted: true })
  const target = aState({ id: ConversationId.parse(uuid(11)) })
  assert.deepEqual(decideMerge(source, target), { refused: 'permission.denied' })
  assert.ok('target' in decideMerge(source, { ...target, restricted: true }))
})
