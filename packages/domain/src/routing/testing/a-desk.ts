/** Desks and lines for tests of the plan: any at all, or one put together by hand. */
import fc from 'fast-check'
import { QUESTION_TYPES, type QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { Language } from '@yingda/protocol/language.ts'
import { SKILL_LEVELS, type Skills, type Strategy } from '@yingda/protocol/skills.ts'
import type { AgentOnShift } from '../agent-on-shift.ts'
import { NO_HOLDERS } from '../holders.ts'
import { poolAfter, poolsOf, type OverflowFacts } from '../overflow.ts'
import type { RoutingFacts, Waiting } from '../plan.ts'

// Ids of a plan need not be real ones.
export const agentId = (n: number) => `agent-${n}` as StaffId
export const teamId = (n: number) => `team-${n}` as TeamId
export const conversationId = (n: number) => `c-${String(n).padStart(4, '0')}` as ConversationId

const skills: fc.Arbitrary<Skills> = fc.dictionary(fc.constantFrom<QuestionType>(...QUESTION_TYPES), fc.constantFrom(...SKILL_LEVELS))
const anAgent = fc.record({
  teamIds: fc.uniqueArray(fc.nat(2).map(teamId)),
  languages: fc.uniqueArray(fc.constantFrom(...Language.options), { minLength: 1 }),
  skills,
  capacity: fc.integer({ min: 1, max: 4 }),
  load: fc.nat(5),
  lastAssignedAtMs: fc.option(fc.nat(1000)),
  seesRestricted: fc.boolean(),
  hasOffer: fc.boolean(),
})
const one = fc.record({
  teamId: fc.nat(2).map(teamId),
  language: fc.constantFrom(...Language.options),
  questionType: fc.constantFrom<QuestionType>(...QUESTION_TYPES),
  urgent: fc.boolean(),
  care: fc.boolean(),
  restricted: fc.boolean(),
  queuedAtMs: fc.nat(30 * 60_000),
  weight: fc.constantFrom(1, 2),
  lastAgentId: fc.option(fc.nat(7).map(agentId)),
  lostBy: fc.uniqueArray(fc.nat(7).map(agentId), { maxLength: 2 }),
  declined: fc.uniqueArray(fc.record({ agentId: fc.nat(7).map(agentId), atMs: fc.nat(30 * 60_000) }), { maxLength: 2, selector: (no) => no.agentId }),
})
const step = fc.record({ teamId: fc.nat(2).map(teamId), afterMinutes: fc.nat(20), whenNobody: fc.boolean() })
const aChain = fc.uniqueArray(step, { maxLength: 2, selector: (each) => each.teamId })
const NOW_MS = 30 * 60_000

/** `overflow` is what the pools of the lines were made of. */
export type Desk = RoutingFacts & { overflow: OverflowFacts }

const anyDesk = fc.record({
  onShift: fc.array(anAgent, { maxLength: 8 }).map((all): AgentOnShift[] => all.map((agent, n) => ({ ...agent, id: agentId(n) }))),
  lines: fc.array(one, { maxLength: 25 }),
  strategyOf: fc.constantFrom<Strategy>('least_busy', 'longest_idle').map((strategy) => new Map([[teamId(0), strategy]])),
  asking: fc.subarray([teamId(0), teamId(1)]).map((ids) => new Set(ids)),
  chains: fc.tuple(aChain, aChain, aChain).map((all) => new Map(all.map((steps, n) => [teamId(n), steps.filter((each) => each.teamId !== teamId(n))]))),
})
export const aDesk: fc.Arbitrary<Desk> = anyDesk.map(({ lines, chains, ...facts }) => {
  const there = new Set(facts.onShift.flatMap(({ teamIds }) => teamIds))
  const overflow = { chains, there, open: new Set([0, 1, 2].map(teamId)) }
  const teamIdsOf = (row: { teamId: TeamId; queuedAtMs: number }) => poolAfter(poolsOf(row.teamId, overflow), NOW_MS - row.queuedAtMs)
  const waiting = lines.map((row, n): Waiting => ({ ...row, teamIds: teamIdsOf(row), id: conversationId(n) }))
  return { ...facts, waiting, nowMs: NOW_MS, overflow }
})

export const anyone = (id: string, some: Partial<AgentOnShift> = {}): AgentOnShift => ({
  id: id as StaffId,
  teamIds: [teamId(0)],
  languages: ['zh-CN', 'en'],
  skills: { payment: 2, transfer: 2, refund: 2, access: 2, security: 2, other: 2 },
  capacity: 4,
  load: 0,
  lastAssignedAtMs: null,
  seesRestricted: true,
  hasOffer: false,
  ...some,
})

export function aWaiting(some: Partial<Waiting> = {}): Waiting {
  const facts = {
    teamId: teamId(0),
    teamIds: [teamId(0)],
    language: 'en' as const,
    urgent: false,
    care: false,
    restricted: false,
    queuedAtMs: 0,
    weight: 1,
    ...NO_HOLDERS,
  }
  return { ...facts, id: conversationId(0), questionType: 'payment', ...some }
}

/** Given at once, at an instant at which nothing was declined lately. */
export const DIRECT: Pick<RoutingFacts, 'strategyOf' | 'asking' | 'nowMs'> = { strategyOf: new Map(), asking: new Set(), nowMs: 0 }
