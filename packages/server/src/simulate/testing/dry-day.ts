/**
 * The line of a planned day without a server, second by second: who comes, whom a free place takes, who leaves, and what
 * each is told meanwhile, from the facts that the server goes by. A whole day in a second, so that many can be tried.
 */
import { priorityOf, PRIORITIES, type Priority } from '@yingda/domain/conversation/owed.ts'
import { durationsOf } from '@yingda/domain/routing/durations.ts'
import { estimateWaits, type WaitEstimate } from '@yingda/domain/routing/estimate.ts'
import { leavesAfter, LEAVING_FROM_SECONDS } from '@yingda/domain/routing/leaving.ts'
import type { Desks } from '@yingda/domain/routing/play-forward.ts'
import { HEAD_START_MS } from '@yingda/domain/routing/line.ts'
import type { PlannedAgent } from '@yingda/simulator/day/agents.ts'
import type { PlannedCustomer } from '@yingda/simulator/day/customers.ts'
import type { DayPlan } from '@yingda/simulator/day/plan-day.ts'

export type Said = { at: number; ahead: number; estimate: WaitEstimate; took: number }

type Standing = {
  plan: PlannedCustomer
  at: number
  lineAt: number
  priority: Priority
  leavesAt: number
  told: Omit<Said, 'took'>[]
  lookedAt: number
  said: string
}
type Taken = { id: number; since: number; until: number }
type Desk = { plan: PlannedAgent; taken: Taken[] }

const TICK = 5
/** As the server: what is told changes and is repeated after so long, and is reckoned from who came and what was done so lately. */
const [LOOK_EVERY, CHANGED_AFTER, AGAIN_AFTER, CAME, DONE] = [10, 10, 60, 300, 300]
/** From asking the bot to asking for a person. */
const BOT_SECONDS = 10

export type Estimator = (desks: Desks) => WaitEstimate[]

/** What everybody whom a person took had been told, and how long it then took. */
export function dryDay(plan: DayPlan, estimate: Estimator = estimateWaits): Said[] {
  const desks: Desk[] = plan.agents.map((agent) => ({ plan: agent, taken: [] }))
  const coming = plan.customers
    .filter(({ settledByBot }) => !settledByBot)
    .map((one) => ({ plan: one, at: one.at + BOT_SECONDS + one.readSeconds }))
    .sort((a, b) => a.at - b.at)
  const waiting: Standing[] = []
  const came: { at: number; priority: Priority }[] = []
  const done: number[] = []
  const leaving = LEAVING_FROM_SECONDS.map((fromSeconds, row) => ({
    fromSeconds,
    untilSeconds: LEAVING_FROM_SECONDS[row + 1] ?? Infinity,
    left: 0,
    waitedSeconds: 0,
  }))
  const said: Said[] = []

  for (let now = plan.span.from; now < plan.span.until || waiting.length > 0 || coming.length > 0; now += TICK) {
    while ((coming[0]?.at ?? Infinity) <= now) enter(coming.shift(), now)
    for (const one of waiting.filter(({ leavesAt }) => leavesAt <= now)) {
      const back = one.plan.returnsAfterSeconds
      if (back !== null && now + back < plan.span.until && one.at - one.plan.at < 2000) {
        coming.push({ plan: { ...one.plan, returnsAfterSeconds: null }, at: now + back })
        coming.sort((a, b) => a.at - b.at)
      }
      // who leaves without a word stays in line
      one.leavesAt = Infinity
      if (one.plan.leaves === 'without_a_word') continue
      waiting.splice(waiting.indexOf(one), 1)
      waited(now - one.at, true)
    }
    for (const desk of desks) {
      done.push(...desk.taken.filter(({ until }) => until <= now).map(({ since, until }) => until - since))
      desk.taken = desk.taken.filter(({ until }) => until > now)
    }
    waiting.sort((a, b) => a.lineAt - b.lineAt || a.plan.id - b.plan.id)
    const there = desks.filter(({ plan: agent }) => isThere(agent, now, plan.span.until))
    assign(now, there)
    // Who goes home finishes what he has, and is not told from one who goes on a break.
    const away = desks.filter((desk) => !there.includes(desk) && (isOnShift(desk.plan, now) || desk.taken.length > 0))
    tell(now, there, away)
  }
  return said

  function enter(one: { plan: PlannedCustomer; at: number } | undefined, now: number): void {
    if (one === undefined) return
    const priority = priorityOf({ questionType: one.plan.questionType })
    came.push({ at: now, priority })
    waiting.push({
      plan: one.plan,
      at: now,
      lineAt: now - HEAD_START_MS[priority] / 1000,
      priority,
      leavesAt: now + one.plan.patienceSeconds,
      told: [],
      lookedAt: -AGAIN_AFTER,
      said: '',
    })
  }

  function assign(now: number, there: readonly Desk[]): void {
    for (const one of waiting.slice()) {
      const free = there.filter(
        ({ plan: agent, taken }) =>
          taken.length < agent.capacity &&
          (agent.languages.includes(one.plan.language) || !there.some(({ plan: other }) => other.languages.includes(one.plan.language))),
      )
      const [desk] = free.sort((a, b) => a.taken.length - b.taken.length)
      if (desk === undefined) continue
      const isGone = one.leavesAt === Infinity
      desk.taken.push({
        id: one.plan.id,
        since: now,
        until: now + (isGone ? Math.min(one.plan.handleSeconds, one.plan.firstReplySeconds + 150) : one.plan.handleSeconds),
      })
      waiting.splice(waiting.indexOf(one), 1)
      waited(now - one.at, false)
      said.push(...one.told.map((told) => ({ ...told, took: now - told.at })))
    }
  }

  function waited(seconds: number, hasLeft: boolean): void {
    for (const row of leaving) {
      row.waitedSeconds += Math.max(0, Math.min(seconds, row.untilSeconds) - row.fromSeconds)
      if (hasLeft && seconds >= row.fromSeconds && seconds < row.untilSeconds) row.left += 1
    }
  }

  function tell(now: number, there: readonly Desk[], away: readonly Desk[]): void {
    while ((came[0]?.at ?? now) < now - CAME) came.shift()
    if (waiting.length === 0 || now % LOOK_EVERY !== 0) return
    const told = estimate(desksAt(now, there, away))
    waiting.forEach((one, place) => {
      const is = told[place]
      if (is === undefined || now - one.lookedAt < CHANGED_AFTER) return
      one.lookedAt = now
      const words = is.kind === 'range' ? `${is.fromSeconds}-${is.toSeconds}` : is.why
      const last = one.told.at(-1)
      if (last !== undefined && now - last.at < AGAIN_AFTER && words === one.said) return
      one.told.push({ at: now, ahead: place, estimate: is })
      one.said = words
    })
  }

  function desksAt(now: number, there: readonly Desk[], away: readonly Desk[]): Desks {
    const working = [...there, ...away]
    const held = ({ taken }: Desk) => taken.map(({ id, since }) => ({ key: id, team: 0, forSeconds: now - since, weight: 1 }))
    const workers = working.map((desk) => ({ isThere: there.includes(desk), room: Math.max(0, desk.plan.capacity - desk.taken.length), held: held(desk) }))
    const coming = PRIORITIES.map((priority) => ({
      perSecond: came.filter((one) => one.priority === priority).length / CAME,
      headStartSeconds: HEAD_START_MS[priority] / 1000,
    }))
    const line = { durations: durationsOf(done.slice(-DONE)), leavesAfter: leavesAfter(leaving), coming, servedBy: workers.map(() => true) }
    const inLine = waiting.map(({ plan: { id, language }, lineAt, at }) => ({
      key: id,
      team: 0,
      lineAt: lineAt - now,
      waitedSeconds: now - at,
      fits: working.map(({ plan: agent }) => agent.languages.includes(language) || !speaks(there, language)),
    }))
    return { workers, lines: [line], waiting: inLine, weight: 1 }
  }
}

const speaks = (there: readonly Desk[], language: PlannedCustomer['language']): boolean => there.some(({ plan }) => plan.languages.includes(language))

function isThere({ shift, breaks }: PlannedAgent, now: number, end: number): boolean {
  const works = now >= shift.from && (now < shift.until || (now >= end && shift.until >= end))
  return works && !breaks.some(({ from, until }) => now >= from && now < until)
}

const isOnShift = ({ shift }: PlannedAgent, now: number): boolean => now >= shift.from && now < shift.until

export type Score = { told: number; inside: number; medianError: number; cannot: number }

/** As the report counts. */
export function scoreOf(said: readonly Said[]): Score {
  const ranges = said.flatMap(({ estimate, took }) => (estimate.kind === 'range' ? [{ ...estimate, took }] : []))
  const errors = ranges.map(({ expectedSeconds, took }) => Math.abs(expectedSeconds - took) / Math.max(took, 60)).sort((a, b) => a - b)
  return {
    told: said.length,
    inside: ranges.filter(({ fromSeconds, toSeconds, took }) => took >= fromSeconds && took <= toSeconds).length / Math.max(ranges.length, 1),
    medianError: errors[Math.floor(errors.length / 2)] ?? 0,
    cannot: 1 - ranges.length / Math.max(said.length, 1),
  }
}
