/** To whom of those who are there it goes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { Strategy } from '@yingda/protocol/skills.ts'
import type { AgentOnShift } from './agent-on-shift.ts'
import { planAssignments, type Waiting } from './plan.ts'
import { anyone, aWaiting, conversationId, DIRECT, teamId } from './testing/a-desk.ts'

const goesTo = (waiting: Waiting, onShift: AgentOnShift[], strategy: Strategy = 'least_busy'): string | undefined =>
  planAssignments({ ...DIRECT, waiting: [waiting], onShift, strategyOf: new Map([[teamId(0), strategy]]) })[0]?.agentId

test('back to the agent the customer had, if there and free, though others are more skilled and less busy', () => {
  const [had, better] = [anyone('had', { load: 3 }), anyone('better', { skills: { payment: 3 } })]
  const row = aWaiting({ lastAgentId: 'had' as StaffId })
  assert.equal(goesTo(row, [better, had]), 'had')
  assert.equal(goesTo(row, [better, { ...had, load: 4 }]), 'better')
  assert.equal(goesTo(row, [better]), 'better')
})

test('who has just lost it by silence gets it again only where nobody else is free', () => {
  const [silent, other] = [anyone('silent', { skills: { payment: 3 } }), anyone('other', { load: 3 })]
  const row = aWaiting({ lostBy: ['silent' as StaffId] })
  assert.equal(goesTo(row, [silent, other]), 'other')
  assert.equal(goesTo(row, [silent, { ...other, load: 4 }]), 'silent')
})

test('the language comes before the skill, the skill before being free', () => {
  const speaks = anyone('speaks', { load: 3, skills: { payment: 1 } })
  const knows = anyone('knows', { languages: ['zh-CN'], skills: { payment: 3 } })
  assert.equal(goesTo(aWaiting(), [knows, speaks]), 'speaks')
  assert.equal(goesTo(aWaiting({ language: 'zh-CN' }), [knows, { ...speaks, load: 0 }]), 'knows')
  assert.equal(goesTo(aWaiting(), [knows, { ...speaks, load: 4 }]), undefined, 'who speaks it is there: waited for')
})

test('what is urgent waits for somebody who answers on his own', () => {
  const [learner, able] = [anyone('learner', { skills: { security: 1 } }), anyone('able', { skills: { security: 2 }, load: 4 })]
  assert.equal(goesTo(aWaiting({ questionType: 'security' }), [learner, able]), undefined)
  assert.equal(goesTo(aWaiting({ questionType: 'security' }), [learner]), 'learner', 'nobody there is better')
})

test('a team gives to the least busy share, or to whoever was given nothing for the longest time', () => {
  const small = anyone('small', { capacity: 2, load: 1, lastAssignedAtMs: 1 })
  const large = anyone('large', { capacity: 8, load: 3, lastAssignedAtMs: 2 })
  assert.equal(goesTo(aWaiting(), [small, large], 'least_busy'), 'large')
  assert.equal(goesTo(aWaiting(), [small, large], 'longest_idle'), 'small')
  const three = [1, 2, 3].map((n) => aWaiting({ id: conversationId(n), queuedAtMs: n }))
  const plan = planAssignments({
    ...DIRECT,
    waiting: three,
    onShift: [{ ...small, capacity: 4 }, large],
    strategyOf: new Map([[teamId(0), 'longest_idle' as const]]),
  })
  assert.deepEqual(
    plan.map((planned) => planned.agentId),
    ['small', 'large', 'small'],
    'by turns',
  )
})

test('what somebody has just declined goes to the next, also to one who has lost it before, and waits where nobody else is', () => {
  const row = aWaiting({ declined: [{ agentId: 'no' as StaffId, atMs: 0 }], lostBy: ['lost' as StaffId, 'no' as StaffId] })
  assert.equal(goesTo(row, [anyone('no'), anyone('lost', { load: 3 })]), 'lost')
  assert.equal(goesTo(row, [anyone('no')]), undefined)
})

test('the own team comes before those that help it, whoever is more skilled; lost there, it goes to those that help', () => {
  const [own, helper] = [anyone('own', { load: 3 }), anyone('helper', { teamIds: [teamId(1)], skills: { payment: 3 } })]
  const row = aWaiting({ teamIds: [teamId(0), teamId(1)] })
  assert.equal(goesTo(row, [helper, own]), 'own')
  assert.equal(goesTo(row, [helper, { ...own, load: 4 }]), 'helper')
  assert.equal(goesTo({ ...row, lostBy: ['own' as StaffId] }, [helper, own]), 'helper')
  assert.equal(goesTo({ ...row, teamIds: [teamId(0)] }, [helper]), undefined)
})
