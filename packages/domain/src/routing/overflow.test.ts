import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { OverflowStep } from '@yingda/protocol/overflow.ts'
import { leadsBack, poolAfter, poolsOf, servesAs, type Chains, type OverflowFacts } from './overflow.ts'

// Ids need not be real ones here.
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => id as TeamId) as [TeamId, TeamId, TeamId, TeamId]
const step = (teamId: TeamId, afterMinutes: number, whenNobody = false): OverflowStep => ({ teamId, afterMinutes, whenNobody })
const facts = (steps: OverflowStep[], some: Partial<OverflowFacts> = {}): OverflowFacts => ({
  chains: new Map([[a, steps]]),
  open: new Set([a, b, c]),
  there: new Set([a]),
  ...some,
})
const after = (minutes: number, of: OverflowFacts) => poolAfter(poolsOf(a, of), minutes * 60_000)

test('the others come to help when one has waited so long, each in its turn', () => {
  const of = facts([step(b, 5), step(c, 10)])
  assert.deepEqual([after(0, of), after(4.99, of), after(5, of), after(10, of)], [[a], [a], [a, b], [a, b, c]])
})

test('at once while nobody of the team is there, where that is set', () => {
  const steps = [step(b, 5, true), step(c, 10)]
  assert.deepEqual(after(0, facts(steps, { there: new Set() })), [a, b])
  assert.deepEqual(after(0, facts(steps)), [a])
})

test('a team that is closed helps nobody', () => assert.deepEqual(after(60, facts([step(b, 5), step(c, 10)], { open: new Set([a, c]) })), [a, c]))

test('somebody in several of them answers for the first', () => {
  assert.equal(servesAs([a, b], [b, a]), a)
  assert.equal(servesAs([a, b], [c]), null)
})

test('a chain that comes back to its beginning is known, over however many teams', () => {
  const chains: Chains = new Map([
    [b, [step(c, 5)]],
    [c, [step(d, 5)]],
  ])
  assert.equal(leadsBack(a, [step(b, 5)], chains), false)
  assert.equal(leadsBack(d, [step(b, 5)], chains), true)
  assert.equal(leadsBack(a, [step(a, 5)], new Map()), true)
})

test('however chains are set one after the other, each refused that leads back, none ever does', () => {
  const team = fc.constantFrom(a, b, c, d)
  const change = fc.tuple(team, fc.uniqueArray(team, { maxLength: 3 }))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const chains = new Map<TeamId, OverflowStep[]>()
      for (const [teamId, to] of changes) {
        const steps = to.map((id) => step(id, 5))
        if (!leadsBack(teamId, steps, chains)) chains.set(teamId, steps)
        for (const [id, own] of chains) assert.ok(!leadsBack(id, own, chains))
      }
    }),
  )
})
