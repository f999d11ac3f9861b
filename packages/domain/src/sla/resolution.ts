import type { Joined, ResolvingChange, ResolvingEnd } from '../conversation/resolving.ts'
import { addBusinessMs, businessMsBetween, type BusinessCalendar } from './business-time.ts'

/** What is promised when people get it: resolved within so many minutes in which the desk is open, and a warning when this share of them has gone by. */
export type ResolutionTarget = { minutes: number; warnPercent: number }

/** Instants in UTC milliseconds. */
export type ResolutionClock = {
  startedAtMs: number
  /** Since when it runs in one piece; null while it stands still, and after the end. */
  runningSinceMs: number | null
  ended: { atMs: number; how: ResolvingEnd } | null
  /** Null = nothing. `leftMs`: how much open time was left when it began to run, or is while it stands still; none where it is late. */
  promised: (ResolutionTarget & { leftMs: number }) | null
  /** Null while nothing runs out. What has run out stays where it was. */
  warnAtMs: number | null
  dueAtMs: number | null
}

/** The hours that counted until now and those that count from now on, and what is promised to who comes now. */
export type ResolutionTerms = { was: BusinessCalendar; is: BusinessCalendar; target: ResolutionTarget | null }

/**
 * The clock after one more change; null = people have never had it. The time by which it is due is what stands: what is left
 * when it stops is the open time until then, and is added again when it goes on. So whoever changes hours, or passes it on to a
 * team with others, changes what is still to come and not what has been, and what was late once stays late.
 */
export function changeClock(clock: ResolutionClock | null, change: ResolvingChange, atMs: number, terms: ResolutionTerms): ResolutionClock | null {
  // What went back to the bot and comes to people again is another request.
  const held = clock?.ended?.how === 'returned_to_bot' ? null : clock
  switch (change.do) {
    case 'run':
      return run({ ...(held ?? startOf(atMs, terms.target)), ended: null }, atMs, terms.is)
    case 'join':
      return join(held ?? startOf(atMs, null), change, atMs, terms)
    case 'pause':
      return clock === null ? null : stop(clock, atMs, terms.was)
    case 'end':
      return clock === null ? null : { ...stop(clock, atMs, terms.was), ended: { atMs, how: change.how } }
  }
}

/** In other hours from now on. */
export const passOn = (clock: ResolutionClock, atMs: number, terms: ResolutionTerms): ResolutionClock =>
  stoppedMeanwhile(clock, atMs, terms, (stopped) => stopped)

/** More pressing from now on: due as if it came now, where that is sooner, and never later. */
export const press = (clock: ResolutionClock, atMs: number, terms: ResolutionTerms): ResolutionClock =>
  stoppedMeanwhile(clock, atMs, terms, (stopped) =>
    isLate(stopped, atMs) ? stopped : { ...stopped, promised: sooner(stopped.promised, promiseOf(terms.target)) },
  )

/** What goes along into the conversation that this one is merged into. */
export function joinedFrom(clock: ResolutionClock, atMs: number, calendar: BusinessCalendar): Joined {
  const stopped = stop(clock, atMs, calendar)
  const lateSince = stopped.dueAtMs === null ? null : new Date(stopped.dueAtMs).toISOString()
  return { isRunning: clock.runningSinceMs !== null, promised: stopped.promised, lateSince }
}

const promiseOf = (target: ResolutionTarget | null): ResolutionClock['promised'] => target && { ...target, leftMs: target.minutes * 60_000 }

const startOf = (atMs: number, target: ResolutionTarget | null): ResolutionClock => {
  return { startedAtMs: atMs, runningSinceMs: null, ended: null, promised: promiseOf(target), warnAtMs: null, dueAtMs: null }
}

const isLate = ({ dueAtMs }: Pick<ResolutionClock, 'dueAtMs'>, atMs: number): boolean => dueAtMs !== null && dueAtMs <= atMs

function sooner(one: ResolutionClock['promised'], other: ResolutionClock['promised']): ResolutionClock['promised'] {
  if (one === null || other === null) return one ?? other
  return other.leftMs < one.leftMs ? other : one
}

function stop(clock: ResolutionClock, atMs: number, calendar: BusinessCalendar): ResolutionClock {
  const { promised, dueAtMs } = clock
  if (clock.runningSinceMs === null) return clock
  const stopped = { ...clock, runningSinceMs: null, warnAtMs: null }
  if (promised === null || dueAtMs === null) return stopped
  if (dueAtMs <= atMs) return { ...stopped, promised: { ...promised, leftMs: 0 } }
  // Where nothing is open until then every minute counted.
  const openMs = businessMsBetween(calendar, atMs, dueAtMs) || dueAtMs - atMs
  // Longer hours since it began to run give the customer no longer to wait than was promised.
  const leftMs = Math.min(openMs, promised.leftMs)
  return { ...stopped, promised: { ...promised, leftMs }, dueAtMs: null }
}

function run(clock: ResolutionClock, atMs: number, calendar: BusinessCalendar): ResolutionClock {
  const { promised, dueAtMs } = clock
  if (clock.runningSinceMs !== null) return clock
  const running = { ...clock, runningSinceMs: atMs }
  if (promised === null) return running
  if (dueAtMs !== null) return { ...running, warnAtMs: dueAtMs }
  const after = (durationMs: number): number => addBusinessMs(calendar, atMs, durationMs) ?? atMs + durationMs
  const warnedForMs = promised.minutes * 600 * (100 - promised.warnPercent) // so much is left when it is said to be due soon
  return { ...running, warnAtMs: after(Math.max(0, promised.leftMs - warnedForMs)), dueAtMs: after(promised.leftMs) }
}

function stoppedMeanwhile(
  clock: ResolutionClock,
  atMs: number,
  terms: ResolutionTerms,
  change: (stopped: ResolutionClock) => ResolutionClock,
): ResolutionClock {
  const changed = change(stop(clock, atMs, terms.was))
  return clock.runningSinceMs === null ? changed : run(changed, atMs, terms.is)
}

/** Of two promises the one with less time left stands; what was late in either is late. */
function join(clock: ResolutionClock, { promised, lateSince }: Joined, atMs: number, terms: ResolutionTerms): ResolutionClock {
  const lateSinceMs = lateSince === null ? null : Date.parse(lateSince)
  return stoppedMeanwhile(clock, atMs, terms, (stopped) => {
    const dueAtMs = stopped.dueAtMs === null || lateSinceMs === null ? (stopped.dueAtMs ?? lateSinceMs) : Math.min(stopped.dueAtMs, lateSinceMs)
    return { ...stopped, promised: sooner(stopped.promised, promised), dueAtMs }
  })
}
