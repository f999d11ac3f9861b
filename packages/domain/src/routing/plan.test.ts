import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { priorityOf } from '../conversation/owed.ts'
import { levelOf, MIN_LEVEL } from './agent-on-shift.ts'
import { demandsWithRoom, fittingAmong } from './fitting.ts'
import { ASKED_AGAIN_AFTER_MS } from './holders.ts'
import { byLine, HEAD_START_MS } from './line.ts'
import { planAssignments, type Waiting } from './plan.ts'
import { aDesk, anyone, aWaiting, conversationId, DIRECT, type Desk } from './testing/a-desk.ts'

const holds = (check: (facts: Desk) => void, runs = 400): void => fc.assert(fc.property(aDesk, check), { numRuns: runs })
const the = <T>(found: T | undefined): T => found ?? assert.fail('not among the facts')

test('nobody is given more than fits, nobody who is not there, and no conversation goes to two', () =>
  holds((facts) => {
    const { waiting, onShift } = facts
    const plan = planAssignments(facts)
    assert.equal(new Set(plan.map((planned) => planned.conversationId)).size, plan.length)
    for (const agent of onShift) {
      const own = plan.filter((planned) => planned.agentId === agent.id)
      const given = own.reduce((sum, planned) => sum + the(waiting.find((row) => row.id === planned.conversationId)).weight, 0)
      assert.ok(
        own.length === 0 || agent.load + given <= agent.capacity || (agent.load === 0 && own.length === 1),
        'what weighs more than one can carry goes to who has nothing',
      )
    }
    for (const planned of plan) assert.ok(onShift.some((agent) => agent.id === planned.agentId))
  }))

test('only of the team or of those that help it by now, and permitted; without the language or the skill only where nobody there has it, and it is said', () =>
  holds((facts) => {
    const { waiting, onShift } = facts
    for (const planned of planAssignments(facts)) {
      const row = the(waiting.find(({ id }) => id === planned.conversationId))
      const agent = the(onShift.find(({ id }) => id === planned.agentId))
      const team = onShift.filter((other) => other.teamIds.some((id) => row.teamIds.includes(id)) && (!row.restricted || other.seesRestricted))
      assert.ok(team.includes(agent))
      assert.equal(
        planned.teamId,
        row.teamIds.find((id) => agent.teamIds.includes(id)),
        'as a member of the first of them',
      )
      const speakers = team.filter((other) => other.languages.includes(row.language))
      assert.equal(planned.waived.includes('language'), speakers.length === 0)
      assert.ok(speakers.length === 0 || speakers.includes(agent))
      const skilled = (speakers.length === 0 ? team : speakers).filter((other) => levelOf(other, row.questionType) >= MIN_LEVEL[priorityOf(row)])
      assert.equal(planned.waived.includes('skill'), skilled.length === 0)
      assert.ok(skilled.length === 0 || skilled.includes(agent))
    }
  }))

test('nobody is passed over: a place that went to somebody further back would not have done for him', () =>
  holds((facts) => {
    const { onShift } = facts
    const rows = facts.waiting.map((row) => ({ ...row, weight: 1, declined: [] }))
    const plan = planAssignments({ ...facts, waiting: rows, asking: new Set() })
    const fitting = fittingAmong(onShift)
    const served = new Map(plan.map((planned) => [planned.conversationId, planned.agentId]))
    for (const left of rows.filter((row) => !served.has(row.id)))
      for (const behind of rows.filter((row) => served.has(row.id) && byLine(left, row) < 0))
        assert.ok(!fitting(left).agents.some((agent) => agent.id === served.get(behind.id)))
  }))

test('what is read of the lines is all that can be given out', () =>
  holds((facts) => {
    const rows = facts.waiting.map((row) => ({ ...row, weight: 1 }))
    const room = demandsWithRoom(facts.onShift, { ...facts.overflow, asking: facts.asking, least: 1 })
    for (const planned of planAssignments({ ...facts, waiting: rows })) {
      const row = the(rows.find(({ id }) => id === planned.conversationId))
      assert.ok(
        room.some(
          (demand) =>
            demand.teamId === row.teamId &&
            demand.waitedMs <= facts.nowMs - row.queuedAtMs &&
            demand.language === row.language &&
            demand.questionType === row.questionType &&
            demand.urgent === row.urgent &&
            demand.care === row.care,
        ),
      )
    }
  }))

test('the same facts in another order give the same plan', () =>
  holds((facts) =>
    assert.deepEqual(planAssignments({ ...facts, waiting: facts.waiting.toReversed(), onShift: facts.onShift.toReversed() }), planAssignments(facts)),
  ))

/** One agent serves one a minute while more keep coming: whoever is served before another came at most the head start after it. */
test('nobody starves: however many urgent ones and ones with priority service come, a normal one is served after those of the next fifteen minutes', () => {
  const arrival = fc.tuple(fc.integer({ min: 0, max: 20 * 60_000 }), fc.constantFrom<QuestionType>('security', 'payment', 'other'), fc.boolean())
  const arrivals = fc.array(arrival, { minLength: 2, maxLength: 60 })
  fc.assert(
    fc.property(arrivals, (all) => {
      let line = all.map(([queuedAtMs, questionType, care], n) => aWaiting({ id: conversationId(n), queuedAtMs, questionType, care }))
      const served: Waiting[] = []
      for (let nowMs = 0; line.length > 0; nowMs += 60_000) {
        const [planned] = planAssignments({
          waiting: line.filter((row) => row.queuedAtMs <= nowMs),
          onShift: [anyone('x', { capacity: 1 })],
          ...DIRECT,
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

test('where members are asked first, nobody is asked about two at once, nor about what he has just said no to', () =>
  holds((facts) => {
    const asked = planAssignments(facts).flatMap((planned) => {
      const row = the(facts.waiting.find(({ id }) => id === planned.conversationId))
      assert.ok(!row.declined.some((no) => no.agentId === planned.agentId && facts.nowMs - no.atMs < ASKED_AGAIN_AFTER_MS))
      return facts.asking.has(planned.teamId) ? [planned.agentId] : []
    })
    assert.equal(new Set(asked).size, asked.length)
    for (const id of asked) assert.ok(!the(facts.onShift.find((agent) => agent.id === id)).hasOffer)
  }))

test('what is heavy is not passed by lighter ones for ever: a desk is kept for it until there is room', () => {
  const desks = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(desks, fc.integer({ min: 2, max: 6 }), (capacities, weight) => {
      const agents = capacities.map((capacity, n) => anyone(`a${n}`, { capacity, load: capacity }))
      const heavy = aWaiting({ weight })
      let served = false
      for (let turn = 0; turn <= Math.max(...capacities) && !served; turn += 1) {
        const light = Array.from({ length: 10 }, (_, n) => aWaiting({ id: conversationId(100 * (turn + 1) + n), queuedAtMs: turn + 1 }))
        for (const planned of planAssignments({ ...DIRECT, waiting: [heavy, ...light], onShift: agents })) {
          served ||= planned.conversationId === heavy.id
          the(agents.find(({ id }) => id === planned.agentId)).load += planned.conversationId === heavy.id ? weight : 1
        }
        for (const agent of agents) agent.load = Math.max(0, agent.load - 1)
      }
      assert.ok(served, 'as soon as everything that was held before has ended')
    }),
  )
})
