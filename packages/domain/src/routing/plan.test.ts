import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { QUESTION_TYPES, type QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { Language } from '@yingda/protocol/language.ts'
import { SKILL_LEVELS, type Skills, type Strategy } from '@yingda/protocol/skills.ts'
import { priorityOf } from '../conversation/owed.ts'
import { levelOf, MIN_LEVEL, type AgentOnShift } from './agent-on-shift.ts'
import { demandsWithRoom, fittingAmong } from './fitting.ts'
import { byLine, HEAD_START_MS } from './line.ts'
import { planAssignments, type RoutingFacts, type Waiting } from './plan.ts'

// Ids of a plan need not be real ones.
const agentId = (n: number) => `agent-${n}` as StaffId
const teamId = (n: number) => `team-${n}` as TeamId
const conversationId = (n: number) => `c-${String(n).padStart(4, '0')}` as ConversationId

const skills: fc.Arbitrary<Skills> = fc.dictionary(fc.constantFrom<QuestionType>(...QUESTION_TYPES), fc.constantFrom(...SKILL_LEVELS))
const anAgent = fc.record({
  teamIds: fc.uniqueArray(fc.nat(2).map(teamId)),
  languages: fc.uniqueArray(fc.constantFrom(...Language.options), { minLength: 1 }),
  skills,
  capacity: fc.integer({ min: 1, max: 4 }),
  load: fc.nat(5),
  lastAssignedAtMs: fc.option(fc.nat(1000)),
  seesRestricted: fc.boolean(),
})
const one = fc.record({
  teamId: fc.nat(2).map(teamId),
  language: fc.constantFrom(...Language.options),
  questionType: fc.constantFrom<QuestionType>(...QUESTION_TYPES),
  urgent: fc.boolean(),
  restricted: fc.boolean(),
  queuedAtMs: fc.nat(30 * 60_000),
  weight: fc.constantFrom(1, 2),
  lastAgentId: fc.option(fc.nat(7).map(agentId)),
  lostBy: fc.uniqueArray(fc.nat(7).map(agentId), { maxLength: 2 }),
})
const desk: fc.Arbitrary<RoutingFacts> = fc.record({
  onShift: fc.array(anAgent, { maxLength: 8 }).map((all): AgentOnShift[] => all.map((agent, n) => ({ ...agent, id: agentId(n) }))),
  waiting: fc.array(one, { maxLength: 25 }).map((all): Waiting[] => all.map((row, n) => ({ ...row, id: conversationId(n) }))),
  strategyOf: fc.constantFrom<Strategy>('least_busy', 'longest_idle').map((strategy) => new Map([[teamId(0), strategy]])),
})

const holds = (check: (facts: RoutingFacts) => void, runs = 400): void => fc.assert(fc.property(desk, check), { numRuns: runs })
const the = <T>(found: T | undefined): T => found ?? assert.fail('not among the facts')

test('nobody is given more than fits, nobody who is not there, and no conversation goes to two', () =>
  holds(({ waiting, onShift, strategyOf }) => {
    const plan = planAssignments({ waiting, onShift, strategyOf })
    assert.equal(new Set(plan.map((planned) => planned.conversationId)).size, plan.length)
    for (const agent of onShift) {
      const own = plan.filter((planned) => planned.agentId === agent.id)
      const given = own.reduce((sum, planned) => sum + the(waiting.find((row) => row.id === planned.conversationId)).weight, 0)
      assert.ok(own.length === 0 || agent.load + given <= agent.capacity)
    }
    for (const planned of plan) assert.ok(onShift.some((agent) => agent.id === planned.agentId))
  }))

test('only of the team and permitted; without the language or the skill only where nobody there has it, and it is said', () =>
  holds(({ waiting, onShift, strategyOf }) => {
    for (const planned of planAssignments({ waiting, onShift, strategyOf })) {
      const row = the(waiting.find(({ id }) => id === planned.conversationId))
      const agent = the(onShift.find(({ id }) => id === planned.agentId))
      const team = onShift.filter((other) => other.teamIds.includes(row.teamId) && (!row.restricted || other.seesRestricted))
      assert.ok(team.includes(agent))
      const speakers = team.filter((other) => other.languages.includes(row.language))
      assert.equal(planned.waived.includes('language'), speakers.length === 0)
      assert.ok(speakers.length === 0 || speakers.includes(agent))
      const skilled = (speakers.length === 0 ? team : speakers).filter((other) => levelOf(other, row.questionType) >= MIN_LEVEL[priorityOf(row)])
      assert.equal(planned.waived.includes('skill'), skilled.length === 0)
      assert.ok(skilled.length === 0 || skilled.includes(agent))
    }
  }))

test('nobody is passed over: a place that went to somebody further back would not have done for him', () =>
  holds(({ waiting, onShift, strategyOf }) => {
    const rows = waiting.map((row) => ({ ...row, weight: 1 }))
    const plan = planAssignments({ waiting: rows, onShift, strategyOf })
    const fitting = fittingAmong(onShift)
    const served = new Map(plan.map((planned) => [planned.conversationId, planned.agentId]))
    for (const left of rows.filter((row) => !served.has(row.id)))
      for (const behind of rows.filter((row) => served.has(row.id) && byLine(left, row) < 0))
        assert.ok(!fitting(left).agents.some((agent) => agent.id === served.get(behind.id)))
  }))

test('what is read of the lines is all that can be given out', () =>
  holds(({ waiting, onShift, strategyOf }) => {
    const rows = waiting.map((row) => ({ ...row, weight: 1 }))
    const room = demandsWithRoom(onShift, [teamId(0), teamId(1), teamId(2)])
    for (const planned of planAssignments({ waiting: rows, onShift, strategyOf })) {
      const row = the(rows.find(({ id }) => id === planned.conversationId))
      assert.ok(
        room.some(
          (demand) =>
            demand.teamId === row.teamId && demand.language === row.language && demand.questionType === row.questionType && demand.urgent === row.urgent,
        ),
      )
    }
  }))

test('the same facts in another order give the same plan', () =>
  holds(({ waiting, onShift, strategyOf }) =>
    assert.deepEqual(
      planAssignments({ waiting: waiting.toReversed(), onShift: onShift.toReversed(), strategyOf }),
      planAssignments({ waiting, onShift, strategyOf }),
    ),
  ))

/** One agent serves one a minute while more keep coming: whoever is served before another came at most the head start after it. */
test('nobody starves: however many urgent ones come, a normal one is served after those of the next fifteen minutes', () => {
  const arrivals = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 * 60_000 }), fc.constantFrom<QuestionType>('security', 'payment', 'other')), {
    minLength: 2,
    maxLength: 60,
  })
  fc.assert(
    fc.property(arrivals, (all) => {
      let line = all.map(([queuedAtMs, questionType], n) => aWaiting({ id: conversationId(n), queuedAtMs, questionType }))
      const served: Waiting[] = []
      for (let nowMs = 0; line.length > 0; nowMs += 60_000) {
        const [planned] = planAssignments({
          waiting: line.filter((row) => row.queuedAtMs <= nowMs),
          onShift: [anyone('x', { capacity: 1 })],
          strategyOf: new Map(),
        })
        if (planned === undefined) continue
        served.push(the(line.find(({ id }) => id === planned.conversationId)))
        line = line.filter(({ id }) => id !== planned.conversationId)
      }
      for (const [index, row] of served.entries())
        for (const earlier of served.slice(0, index)) {
          const headStartMs = HEAD_START_MS[priorityOf(earlier)] - HEAD_START_MS[priorityOf(row)]
          assert.ok(earlier.queuedAtMs <= row.queuedAtMs + Math.max(0, headStartMs))
        }
    }),
    { numRuns: 200 },
  )
})

const anyone = (id: string, some: Partial<AgentOnShift> = {}): AgentOnShift => ({
  id: id as StaffId,
  teamIds: [teamId(0)],
  languages: ['zh-CN', 'en'],
  skills: { payment: 2, transfer: 2, refund: 2, access: 2, security: 2, other: 2 },
  capacity: 4,
  load: 0,
  lastAssignedAtMs: null,
  seesRestricted: true,
  ...some,
})

function aWaiting(some: Partial<Waiting> = {}): Waiting {
  const facts = { teamId: teamId(0), language: 'en' as const, urgent: false, restricted: false, queuedAtMs: 0, weight: 1, lastAgentId: null, lostBy: [] }
  return { ...facts, id: conversationId(0), questionType: 'payment', ...some }
}

const goesTo = (waiting: Waiting, onShift: AgentOnShift[], strategy: Strategy = 'least_busy'): string | undefined =>
  planAssignments({ waiting: [waiting], onShift, strategyOf: new Map([[teamId(0), strategy]]) })[0]?.agentId

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
  const plan = planAssignments({ waiting: three, onShift: [{ ...small, capacity: 4 }, large], strategyOf: new Map([[teamId(0), 'longest_idle' as const]]) })
  assert.deepEqual(
    plan.map((planned) => planned.agentId),
    ['small', 'large', 'small'],
    'by turns',
  )
})
