/**
 * How long somebody in line will wait, as a range that can be kept. The line moves as fast as places come free: that
 * pace is learned from what was served lately, and the range is as wide as what is not known of it, and of chance.
 * Pure: the same facts give the same range.
 */
import { incompleteBeta } from './incomplete-beta.ts'

/** How many were served from a line in which somebody waited, and for how long its places worked on that: places × seconds. */
export type Pace = { served: number; placeSeconds: number }

export type LineFacts = {
  /** How many of those ahead will be served, as far as can be foreseen (`servedBefore`). */
  ahead: number
  /** How likely somebody who has waited as long as this one leaves within a second: who does is told nothing that comes true. */
  leavingPerSecond: number
  /** Who comes later and is still put ahead: how many a second, and for how many seconds from now. */
  overtaking: readonly { perSecond: number; forSeconds: number }[]
  /** Places of those who serve this line and are there now. */
  places: number
  /** The share of these places that can serve this one: who speaks the language and knows the question. */
  fittingShare: number
  /** Places of those who are there and take nothing new just now: as a rule it is a break, and they come back with all of them free. */
  away: number
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
/** What is less sure is not said. */
const LEAST_SURE = 0.6
const MINUTE = 60
/** A break has on average so long to go. Half of it, or half as much again, makes little difference (tried on simulated days). */
const BACK_AFTER_SECONDS = 1200
/** However many come back: it takes a moment until it is one's turn. */
const LEAST_TURNS = 0.4

/** The width that a range may have: at most twice its lower end, and two minutes. */
export const mostUntil = (fromSeconds: number): number => 2 * fromSeconds + 2 * MINUTE

export function estimateWait(facts: LineFacts): WaitEstimate {
  if (facts.places * facts.fittingShare <= 0) return { kind: 'cannot_say', why: 'nobody_there' }
  const pace = paceOf(facts)
  if (pace.served < LEAST_SERVED) return { kind: 'cannot_say', why: 'no_experience' }
  const turn = turnsUntilServed(facts, pace)
  // Of those who wait so long, more leave the longer it takes: who is served at all is so sooner than the line alone says.
  const sooner = 1 + facts.leavingPerSecond / perSecondOf(pace, facts.places)
  const sure = (seconds: number): number => chanceWithin(seconds * sooner, turn, pace, facts.places)
  const range = rangeOf(sure)
  if (range === null) return { kind: 'cannot_say', why: 'too_uncertain' }
  return { kind: 'range', ...range, expectedSeconds: Math.round(quantile(sure, 0.5)) }
}

/** The recent pace, and before it so much of the earlier one as is believed. */
function paceOf({ recent, earlier }: Pick<LineFacts, 'recent' | 'earlier'>): Pace {
  const believed = earlier.served === 0 ? 0 : Math.min(1, MOST_EARLIER / earlier.served)
  return { served: recent.served + believed * earlier.served, placeSeconds: recent.placeSeconds + believed * earlier.placeSeconds }
}

const perSecondOf = ({ served, placeSeconds }: Pace, places: number): number => (served / Math.max(placeSeconds, 1)) * places

/** How many places come free each second, as far as is known; 0 = nothing is known. */
export const servedPerSecond = (facts: Pick<LineFacts, 'recent' | 'earlier' | 'places'>): number => perSecondOf(paceOf(facts), facts.places)

/**
 * How many places have to come free until it is one's turn: those ahead who stay, those who come ahead meanwhile, and one's
 * own; less those places that somebody brings back from a break.
 */
function turnsUntilServed({ ahead, away, overtaking, places, fittingShare, leavingPerSecond }: LineFacts, pace: Pace): number {
  const perSecond = perSecondOf(pace, places)
  const passedBy = (seconds: number): number => overtaking.reduce((sum, one) => sum + one.perSecond * Math.min(seconds, Math.max(one.forSeconds, 0)), 0)
  const back = (seconds: number): number => away * (1 - Math.exp(-seconds / BACK_AFTER_SECONDS))
  // Of the places that come free when it is one's turn, only so many will do.
  const own = 1 / fittingShare
  let turns = own + ahead
  // Each round lengthens the wait by those who came in the round before; the head start is bounded, and so is the sum.
  for (let round = 0; round < 8; round++) {
    const seconds = turns / perSecond
    turns = Math.max(LEAST_TURNS, own + ahead + passedBy(seconds) * Math.exp((-leavingPerSecond * seconds) / 2) - back(seconds))
  }
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
