import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import { QUESTION_TYPES } from '@yingda/protocol/entries/conversation.ts'
import { decideMerge } from './decide-merge.ts'
import { ownerOf, PRIORITIES, priorityOf } from './owed.ts'
import { evolveConversation, isOpen, isWithAgent, type ConversationState } from './state.ts'
import { aState, holder, teamId, uuid } from './testing/a-state.ts'

const actor = { kind: 'agent' as const, id: uuid(3), name: '何佳' }
const [early, late, now] = ['2026-11-20T06:30:00.000Z', '2026-11-20T06:40:00.000Z', '2026-11-20T06:50:00.000Z']
const other = ConversationId.parse(uuid(11))
const inLine = (queuedAt: string) => ({ status: 'waiting' as const, assigneeId: null, waitingSince: queuedAt, owedSince: queuedAt, queuedAt })

/** The target as it is afterwards; or why not. */
function merge(source: ConversationState, target: ConversationState, mayHold = true): ConversationState | string {
  const merged = decideMerge(source, target, { mayHold, resolving: null })
  if ('refused' in merged) return merged.refused
  return merged.target.reduce((state, entry) => evolveConversation(state, { entry, actor, at: now }), target)
}
function merged(source: Partial<ConversationState>, target: Partial<ConversationState>, mayHold = true): ConversationState {
  const after = merge(aState(source), aState({ id: other, assigneeId: null, ...target }), mayHold)
  assert.ok(typeof after !== 'string', String(after))
  return after
}

test('who waits for a person in the source waits in the target, as urgent as before and since as long', () => {
  for (const target of ['bot', 'waiting'] as const) {
    const after = merged({ ...inLine(early), urgent: true }, target === 'bot' ? { status: target } : inLine(late))
    assert.deepEqual([after.status, after.teamId, after.urgent, after.waitingSince], ['waiting', teamId, true, early])
  }
})

test('the earlier of two places in line is kept, whichever conversation goes on; who stood in none stands in none', () => {
  const placeOf = (source: Partial<ConversationState>, target: Partial<ConversationState>) => merged({ assigneeId: null, ...source }, target).queuedAt
  assert.equal(placeOf(inLine(early), inLine(late)), early)
  assert.equal(placeOf(inLine(late), inLine(early)), early)
  assert.equal(placeOf(inLine(early), { status: 'bot' }), early, 'it comes into line with the place')
  assert.equal(placeOf(inLine(early), { status: 'assigned', assigneeId: holder }), early, 'should he who has it now be gone')
  assert.equal(placeOf({ status: 'bot', owedSince: early }, { status: 'bot' }), null)
})

test('the more pressing question is what it is about from then on; one that has ended presses no more', () => {
  const typeOf = (source: Partial<ConversationState>, target: Partial<ConversationState>) => merged(source, target).questionType
  assert.equal(typeOf({ questionType: 'security' }, { questionType: 'refund' }), 'security')
  assert.equal(typeOf({ questionType: 'other' }, { questionType: 'refund' }), 'refund')
  assert.equal(typeOf({ questionType: 'payment' }, { questionType: 'refund' }), 'refund', 'as pressing as this one is')
  assert.equal(typeOf({ questionType: 'payment' }, { questionType: 'other', urgent: true }), 'other', 'less pressing than this one is')
  assert.equal(typeOf({ questionType: 'security', status: 'resolved' }, { questionType: 'refund' }), 'refund')
})

test('what is owed wakes the target that sleeps; what is answered lets it sleep', () => {
  const asleep = { status: 'snoozed' as const, assigneeId: holder, snoozedUntil: '2026-11-21T06:30:00.000Z' }
  const woken = merged(inLine(early), asleep)
  assert.deepEqual([woken.status, woken.snoozedUntil, woken.owedSince], ['assigned', null, early])
  assert.equal(merged({}, asleep).status, 'snoozed')
})

test('who has the source has the target that nobody has, and owes no more than was owed', () => {
  const answered = merged({}, { status: 'bot' })
  assert.deepEqual([answered.status, answered.assigneeId, answered.agentName, answered.owedSince], ['assigned', holder, '林晓', null])
  const owing = merged({ owedSince: early, waitingSince: early, queuedAt: early }, inLine(late))
  assert.deepEqual([owing.status, owing.assigneeId, owing.owedSince, owing.queuedAt], ['assigned', holder, early, early])
  const colleague = StaffId.parse(uuid(4))
  assert.equal(merged({ owedSince: early, waitingSince: early }, { assigneeId: colleague }).assigneeId, colleague)
})

test('where the holder has left, or may not see the target, the customer waits for another', () => {
  const after = merged({ owedSince: early, waitingSince: early, queuedAt: early }, { status: 'bot' }, false)
  assert.deepEqual([after.status, after.assigneeId, after.queuedAt, after.waitingSince], ['waiting', null, early, early])
  assert.equal(merged({}, { status: 'bot' }, false).status, 'waiting', 'answered, and not resolved')
  assert.equal(merged({ status: 'awaiting_customer' }, { status: 'bot' }, false).status, 'bot')
})

test('it stays the customer’s turn where it was, whoever goes on with him', () => {
  assert.deepEqual(merged({ status: 'awaiting_customer' }, { status: 'bot' }).status, 'awaiting_customer')
  assert.deepEqual(merged({ status: 'awaiting_customer' }, { status: 'bot', owedSince: late }).status, 'assigned')
})

test('what is owed now does not wait for the time at which somebody comes back in the other; what is answered may go there', () => {
  const from = '2026-11-21T02:00:00.000Z'
  const arranged = aState({ id: other, ...inLine(early), callBack: { channel: 'phone', from, until: '2026-11-21T02:30:00.000Z' } })
  assert.equal(merge(aState(inLine(late)), arranged), 'conversation.call_back_arranged')
  assert.equal(merge(aState({ status: 'bot', assigneeId: null, owedSince: late }), arranged), 'conversation.call_back_arranged')
  const after = merge(aState(), arranged)
  assert.ok(typeof after !== 'string')
  assert.deepEqual([after.status, after.callBack], ['waiting', arranged.callBack])
})

test('a restricted conversation is not merged into one that more people see', () => {
  const source = aState({ restricted: true })
  assert.equal(merge(source, aState({ id: other })), 'permission.denied')
  assert.ok(typeof merge(source, aState({ id: other, restricted: true })) !== 'string')
})

const at = fc.integer({ min: 0, max: 49 }).map((minute) => `2026-11-20T06:${String(minute).padStart(2, '0')}:00.000Z`)
const pressing = fc.record({
  questionType: fc.constantFrom(...QUESTION_TYPES),
  urgent: fc.boolean(),
  restricted: fc.constant(false),
  repliesByMail: fc.boolean(),
})
const owing = fc.oneof(
  fc.constant({}),
  at.map((owedSince) => ({ owedSince, waitingSince: owedSince })),
  fc.tuple(at, at).map(([queuedAt, owedSince]) => ({ queuedAt, owedSince, waitingSince: owedSince })),
)
const held = fc.record({ assigneeId: fc.integer({ min: 30, max: 40 }).map((last) => StaffId.parse(uuid(last))) })
const together = (...parts: fc.Arbitrary<Partial<ConversationState>>[]) =>
  fc.tuple(...parts).map((all): Partial<ConversationState> => Object.assign({}, ...all))
const callBack = fc.option(fc.constantFrom({ channel: 'chat' as const, from: null, until: null }, { channel: 'phone' as const, from: now, until: now }))
/** Whatever may stand in the table. */
const anyOpen = fc.oneof(
  together(fc.record({ status: fc.constant('bot' as const), assigneeId: fc.constant(null), owedSince: fc.option(at) }), pressing),
  together(at.map(inLine), fc.record({ callBack }), pressing),
  together(fc.constant({ status: 'assigned' as const }), held, owing, pressing),
  together(fc.constant({ status: 'snoozed' as const, snoozedUntil: '2026-11-21T06:30:00.000Z' }), held, owing, pressing),
  together(fc.constant({ status: 'awaiting_customer' as const }), held, pressing),
)

const rankOf = (state: ConversationState): number => PRIORITIES.indexOf(priorityOf(state))
const isLater = (one: string | null, than: string | null): boolean => than !== null && (one === null || one > than)

test('no customer is worse off by it: not in what presses, in his place, in since when he waits, nor in who has it', () => {
  const check = (one: Partial<ConversationState>, into: Partial<ConversationState>, mayHold: boolean, care: boolean) => {
    const [source, target] = [aState({ ...one, care }), aState({ id: other, ...into, care })]
    const after = merge(source, target, mayHold)
    if (typeof after === 'string') return
    for (const before of [source, target]) {
      assert.ok(rankOf(after) <= rankOf(before), 'as pressing')
      assert.ok(after.repliesByMail || !before.repliesByMail, 'where he asked for it')
      assert.ok(!isLater(after.queuedAt, before.queuedAt), 'the place')
      assert.ok(!isLater(after.waitingSince, before.waitingSince) && !isLater(after.owedSince, before.owedSince), 'since when')
      assert.ok(ownerOf(before).kind === 'bot' || before.owedSince === null || ownerOf(after).kind !== 'bot', 'people, where people owed')
    }
    if (source.owedSince !== null) assert.ok(isOpen(after) && after.status !== 'snoozed' && after.status !== 'awaiting_customer', 'it does not sleep')
    if (isWithAgent(target)) assert.equal(after.assigneeId, target.assigneeId)
    else if (isWithAgent(source) && mayHold && target.callBack?.from == null) assert.equal(after.assigneeId, source.assigneeId)
    assert.equal(isWithAgent(after), after.assigneeId !== null)
    assert.ok(after.status !== 'waiting' || after.queuedAt !== null)
  }
  fc.assert(fc.property(anyOpen, anyOpen, fc.boolean(), fc.boolean(), check), { numRuns: 2000 })
})
