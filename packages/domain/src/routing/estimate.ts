/**
 * How long somebody in line will wait, as a range that can be kept. The line moves as fast as places come free: that
 * pace is learned from what was served lately, and the range is as wide as what is not known of it, and of chance.
 * Pure: the same facts give the same range.
 */
import { incompleteBeta } from './incomplete-beta.ts'

/** How many were served from a line in which somebody waited, and for how long its places worked on that: places × seconds. */
export type Pace = { served: number; placeSeconds: number }

export type LineFacts = {
  ahead: number
  /** How many of those in line leave it unserved, each second, of each that waits. */
  leavingPerSecond: number
  /** Who comes later and is still put ahead: how many a second, and for how many seconds from now. */
  overtaking: readonly { perSecond: number; forSeconds: number }[]
  /** Places of those who serve this line and are there now. */
  places: number
  /** The last minutes count in full. */
  recent: Pace
  /** What was before counts as experience: the older, the less it says of now. */
  earlier: Pace
}

/** `expectedSeconds` is as likely too short as too long. */
export type WaitEstimate =
  | { kind: 'range'; fromSeconds: number; toSeconds: number; expectedSeconds: number }
  | { kind: 'cannot_say'; why: 'nobody_there' | 'no_experience' | 'too_uncertain' }

/** So much of what is earlier is believed, however much there is. */
const MOST_EARLIER = 25
/** With less than this there is nothing to go by. */
const LEAST_SERVED = 3
/** How sure a range is to be; where the width that a range may have does not allow it, it is the surest of that width. */
const AIM = 0.88
/** What is less likely than not is not said. */
const LEAST_SURE = 0.5
const MINUTE = 60

/** The width that a range may have: at most twice its lower end, and two minutes. */
export const mostUntil = (fromSeconds: number): number => 2 * fromSeconds + 2 * MINUTE

export function estimateWait(facts: LineFacts): WaitEstimate {
  if (facts.places <= 0) return { kind: 'cannot_say', why: 'nobody_there' }
  const pace = paceOf(facts)
  if (pace.served < LEAST_SERVED) return { kind: 'cannot_say', why: 'no_experience' }
  const turn = turnsUntilServed(facts, pace)
  const sure = (seconds: number): number => chanceWithin(seconds, turn, pace, facts.places)
  const range = rangeOf(sure)
  if (range === null) return { kind: 'cannot_say', why: 'too_uncertain' }
  return { kind: 'range', ...range, expectedSeconds: Math.round(quantile(sure, 0.5)) }
}

/** The recent pace, and before it so much of the earlier one as is believed. */
function paceOf({ recent, earlier }: LineFacts): Pace {
  const believed = earlier.served === 0 ? 0 : Math.min(1, MOST_EARLIER / earlier.served)
  return { served: recent.served + believed * earlier.served, placeSeconds: recent.placeSeconds + believed * earlier.placeSeconds }
}

/**
 * How many places have to come free until it is one's turn: those ahead who stay, those who come ahead meanwhile, and
 * one's own. Those ahead grow fewer by being served and by leaving, so the longer the line, the smaller the share served.
 */
function turnsUntilServed({ ahead, leavingPerSecond, overtaking, places }: LineFacts, { served, placeSeconds }: Pace): number {
  const perSecond = (served / Math.max(placeSeconds, 1)) * places
  const leaves = leavingPerSecond / perSecond
  const stay = (before: number): number => (leaves < 1e-9 ? before : Math.log1p(leaves * before) / leaves)
  const passedBy = (seconds: number): number => overtaking.reduce((sum, one) => sum + one.perSecond * Math.min(seconds, Math.max(one.forSeconds, 0)), 0)
  let turns = 1 + stay(ahead)
  // Each round lengthens the wait by those who came in the round before; the head start is bounded, and so is the sum.
  for (let round = 0; round < 8; round++) turns = 1 + stay(ahead + passedBy(turns / perSecond))
  return turns
}

/**
 * The chance to be served within so many seconds. Places come free by chance at a pace that is itself known only as well
 * as it was watched: turns given the pace are Erlang, the pace given what was served is Gamma, together a beta prime.
 */
function chanceWithin(seconds: number, turns: number, { served, placeSeconds }: Pace, places: number): number {
  const worked = seconds * places
  return worked <= 0 ? 0 : incompleteBeta(worked / (worked + placeSeconds), turns, served)
}

/** In whole minutes: the middle of what is likely, or the surest range of the width that is allowed; null = nothing sure enough. */
function rangeOf(sure: (seconds: number) => number): { fromSeconds: number; toSeconds: number } | null {
  const low = Math.floor(quantile(sure, (1 - AIM) / 2) / MINUTE) * MINUTE
  const high = Math.ceil(quantile(sure, (1 + AIM) / 2) / MINUTE) * MINUTE
  if (high <= mostUntil(low)) return { fromSeconds: low, toSeconds: Math.max(high, low + MINUTE) }
  const best = surest(sure, quantile(sure, 0.5))
  return best.chance < LEAST_SURE ? null : { fromSeconds: best.from, toSeconds: mostUntil(best.from) }
}

function surest(sure: (seconds: number) => number, median: number): { from: number; chance: number } {
  const step = Math.max(1, Math.round(median / MINUTE / 30)) * MINUTE
  let best = { from: 0, chance: sure(mostUntil(0)) }
  for (let from = step; from <= median; from += step) {
    const chance = sure(mostUntil(from)) - sure(from)
    if (chance > best.chance) best = { from, chance }
  }
  return best
}

const LONGEST = 7 * 24 * 3600

/** The time within which one is served with this chance, to the second. */
function quantile(sure: (seconds: number) => number, chance: number): number {
  let [low, high] = [0, 60]
  while (sure(high) < chance && high < LONGEST) [low, high] = [high, high * 2]
  while (high - low > 1) {
    const middle = (low + high) / 2
    if (sure(middle) < chance) low = middle
    else high = middle
  }
  return high
}
