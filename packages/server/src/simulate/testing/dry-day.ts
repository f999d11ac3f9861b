/**
 * The line of a planned day without a server, second by second: who comes, whom a free place takes, who leaves, and what
 * each is told meanwhile, from the facts that the server goes by. A whole day in a second, so that many can be tried.
 */
import { priorityOf, PRIORITIES, type Priority } from '@yingda/domain/conversation/owed.ts'
import { estimateWait, servedPerSecond, type LineFacts, type Pace, type WaitEstimate } from '@yingda/domain/routing/estimate.ts'
import { leavesPerSecond, LEAVING_FROM_SECONDS, servedBefore } from '@yingda/domain/routing/leaving.ts'
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
type Moved = Pace & { at: number }
type Desk = { plan: PlannedAgent; busyUntil: number[] }

const TICK = 5
const [CHANGED_AFTER, AGAIN_AFTER, RECENT, CAME, EARLIER] = [10, 60, 600, 300, 86_400]
/** From asking the bot to asking for a person. */
const BOT_SECONDS = 10

export type Estimator = (facts: LineFacts) => WaitEstimate

/** What everybody whom a person took had been told, and how long it then took. */
export function dryDay(plan: DayPlan, estimate: Estimator = estimateWait): Said[] {
  const desks: Desk[] = plan.agents.map((agent) => ({ plan: agent, busyUntil: [] }))
  const coming = plan.customers
    .filter(({ settledByBot }) => !settledByBot)
    .map((one) => ({ plan: one, at: one.at + BOT_SECONDS + one.readSeconds }))
    .sort((a, b) => a.at - b.at)
  const waiting: Standing[] = []
  const came: { at: number; priority: Priority }[] = []
  const moved: Moved[] = []
  const leaving = LEAVING_FROM_SECONDS.map((fromSeconds, row) => ({
    fromSeconds,
    untilSeconds: LEAVING_FROM_SECONDS[row + 1] ?? Infinity,
    left: 0,
    waitedSeconds: 0,
  }))
  const [recent, earlier] = [
    { served: 0, placeSeconds: 0 },
    { served: 0, placeSeconds: 0 },
  ]
  let [firstRecent, firstEarlier] = [0, 0]
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
    for (const desk of desks) desk.busyUntil = desk.busyUntil.filter((until) => until > now)
    waiting.sort((a, b) => a.lineAt - b.lineAt || a.plan.id - b.plan.id)
    const there = desks.filter(({ plan: agent }) => isThere(agent, now, plan.span.until))
    const places = there.reduce((sum, { plan: agent }) => sum + agent.capacity, 0)
    if (waiting.some(({ at }) => now - at > TICK)) move({ at: now, served: 0, placeSeconds: places * TICK })
    assign(now, there)
    const away = desks
      .filter((desk) => !there.includes(desk) && (isOnShift(desk.plan, now) || desk.busyUntil.length > 0))
      .reduce((sum, { plan: agent }) => sum + agent.capacity, 0)
    tell(now, { there, places, away })
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
        ({ plan: agent, busyUntil }) =>
          busyUntil.length < agent.capacity &&
          (agent.languages.includes(one.plan.language) || !there.some(({ plan: other }) => other.languages.includes(one.plan.language))),
      )
      const [desk] = free.sort((a, b) => a.busyUntil.length - b.busyUntil.length)
      if (desk === undefined) continue
      const isGone = one.leavesAt === Infinity
      desk.busyUntil.push(now + (isGone ? Math.min(one.plan.handleSeconds, one.plan.firstReplySeconds + 150) : one.plan.handleSeconds))
      waiting.splice(waiting.indexOf(one), 1)
      if (now - one.at > TICK) move({ at: now, served: 1, placeSeconds: 0 })
      waited(now - one.at, false)
      said.push(...one.told.map((told) => ({ ...told, took: now - told.at })))
    }
  }

  function move(one: Moved): void {
    moved.push(one)
    recent.served += one.served
    recent.placeSeconds += one.placeSeconds
  }

  function waited(seconds: number, hasLeft: boolean): void {
    for (const row of leaving) {
      row.waitedSeconds += Math.max(0, Math.min(seconds, row.untilSeconds) - row.fromSeconds)
      if (hasLeft && seconds >= row.fromSeconds && seconds < row.untilSeconds) row.left += 1
    }
  }

  function tell(now: number, { there, places, away }: { there: readonly Desk[]; places: number; away: number }): void {
    for (; (moved[firstRecent]?.at ?? now) < now - RECENT; firstRecent += 1) pass(recent, earlier, moved[firstRecent])
    for (; (moved[firstEarlier]?.at ?? now) < now - EARLIER; firstEarlier += 1) pass(earlier, null, moved[firstEarlier])
    while ((came[0]?.at ?? now) < now - CAME) came.shift()
    if (waiting.length === 0) return
    const leaves = leavesPerSecond(leaving)
    const pace = servedPerSecond({ recent, earlier, places })
    const before =
      pace === 0
        ? []
        : servedBefore(
            waiting.map(({ at, plan: { language } }) => ({ waitedSeconds: now - at, fittingShare: shareOf(language, there) })),
            leaves,
            pace,
          )
    waiting.forEach((one, place) => {
      if (now - one.lookedAt < CHANGED_AFTER) return
      one.lookedAt = now
      const more = PRIORITIES.filter((other) => HEAD_START_MS[other] > HEAD_START_MS[one.priority])
      const overtaking = more.map((other) => ({
        perSecond: came.filter(({ priority }) => priority === other).length / CAME,
        forSeconds: (HEAD_START_MS[other] - HEAD_START_MS[one.priority]) / 1000 - (now - one.at),
      }))
      const facts = {
        ahead: before[place] ?? place,
        places,
        away,
        fittingShare: shareOf(one.plan.language, there),
        overtaking,
        leavingPerSecond: leaves(now - one.at),
        recent,
        earlier,
      }
      const is = estimate(facts)
      const words = is.kind === 'range' ? `${is.fromSeconds}-${is.toSeconds}` : is.why
      const last = one.told.at(-1)
      if (last !== undefined && now - last.at < AGAIN_AFTER && words === one.said) return
      one.told.push({ at: now, ahead: place, estimate: is })
      one.said = words
    })
  }
}

function isThere({ shift, breaks }: PlannedAgent, now: number, end: number): boolean {
  const works = now >= shift.from && (now < shift.until || (now >= end && shift.until >= end))
  return works && !breaks.some(({ from, until }) => now >= from && now < until)
}

/** What was recent is earlier now; what was earlier is forgotten. */
function pass(from: Pace, to: Pace | null, one: Pace | undefined): void {
  if (one === undefined) return
  for (const key of ['served', 'placeSeconds'] as const) {
    from[key] -= one[key]
    if (to !== null) to[key] += one[key]
  }
}

/** Where nobody who is there speaks it, anybody will do. */
function shareOf(language: PlannedCustomer['language'], there: readonly Desk[]): number {
  const speaking = there.filter(({ plan }) => plan.languages.includes(language)).length
  return speaking === 0 ? 1 : speaking / there.length
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
