/**
 * How long somebody in line will wait, as a range that can be kept: the lines are played forward from what is known, and
 * the range is as wide as the plays differ and as what no play can foresee. Pure: the same facts give the same range.
 */
import { playForward, type Desks } from './play-forward.ts'

/** `expectedSeconds` is as likely too short as too long. */
export type WaitEstimate =
  | { kind: 'range'; fromSeconds: number; toSeconds: number; expectedSeconds: number }
  | { kind: 'cannot_say'; why: 'nobody_there' | 'no_experience' | 'too_uncertain' }

/** With fewer talks than this there is nothing to go by. */
export const LEAST_KNOWN = 3
/** How sure a range is to be; where the width that a range may have does not allow it, it is the surest of that width. */
const AIM = 0.88
/** What is less sure is not said. */
const LEAST_SURE = 0.52
/** Where so few are there for the whole line, as by night, one who comes or goes changes everything: it is to be surer. */
const [FEW, LEAST_SURE_OF_FEW] = [4, 0.74]
const MINUTE = 60
/** Who will come to work, go home or take a break is not known. It makes the less difference the more there are: of more, less by their root, and of a few it is not more than so much. */
const [UNFORESEEN, MOST_UNFORESEEN] = [0.6, 0.35]
/** So much is played at a look: a long line is surer, and played less often. */
const MOST_EVENTS = 12_000
const [LEAST_PLAYS, MOST_PLAYS] = [16, 64]
/** So many at the front of the lines are played; who stands behind them is taken to move up as fast as they do. */
const MOST_PLAYED = 1000
/** In which one has left in so many of ten plays, the rest say little. */
const LEAST_SHARE_SERVED = 0.1

/** The width that a range may have: at most twice its lower end, and two minutes. */
export const mostUntil = (fromSeconds: number): number => 2 * fromSeconds + 2 * MINUTE

/** What each of those in `waiting` is told, in their order. */
export function estimateWaits(desks: Desks): WaitEstimate[] {
  const front = desks.waiting.slice(0, MOST_PLAYED)
  const events = front.length + desks.workers.reduce((sum, { held }) => sum + 1 + held.length, 0)
  const plays = Math.round(Math.min(MOST_PLAYS, Math.max(LEAST_PLAYS, MOST_EVENTS / Math.max(events, 1))))
  const turns = playForward({ ...desks, waiting: front }, plays)
  const turnsOf = (place: number): readonly number[] => turns[place] ?? (turns.at(-1) ?? []).map((seconds) => (seconds * (place + 1)) / MOST_PLAYED)
  // Many are given with the very same list.
  const known = new Map<readonly boolean[], number>()
  const thereOf = (among: readonly boolean[]): number => {
    const there = known.get(among) ?? desks.workers.filter(({ isThere }, worker) => isThere && among[worker] === true).length
    known.set(among, there)
    return there
  }
  return desks.waiting.map(({ fits, team }, place) => {
    const serving = thereOf(fits)
    if (serving === 0) return { kind: 'cannot_say', why: 'nobody_there' }
    const line = desks.lines[team]
    if (line === undefined || line.durations.count < LEAST_KNOWN) return { kind: 'cannot_say', why: 'no_experience' }
    const seen = turnsOf(place)
    if (seen.length < plays * LEAST_SHARE_SERVED) return { kind: 'cannot_say', why: 'too_uncertain' }
    return rangeOf(seen, serving, thereOf(line.servedBy) > FEW ? LEAST_SURE : LEAST_SURE_OF_FEW)
  })
}

/** In whole minutes: the middle of what is likely, or the surest range of the width that is allowed. */
function rangeOf(turns: readonly number[], serving: number, leastSure: number): WaitEstimate {
  const unforeseen = Math.min(MOST_UNFORESEEN, UNFORESEEN / Math.sqrt(serving))
  const likely = turns.flatMap((seconds) => SPREAD.map((way) => seconds * Math.exp(unforeseen * way))).sort((a, b) => a - b)
  const expectedSeconds = Math.round(quantile(likely, 0.5))
  const low = Math.floor(quantile(likely, (1 - AIM) / 2) / MINUTE) * MINUTE
  const high = Math.ceil(quantile(likely, (1 + AIM) / 2) / MINUTE) * MINUTE
  if (high <= mostUntil(low)) return { kind: 'range', fromSeconds: low, toSeconds: Math.max(high, low + MINUTE), expectedSeconds }
  const best = surest(likely, expectedSeconds)
  if (best.chance < leastSure) return { kind: 'cannot_say', why: 'too_uncertain' }
  return { kind: 'range', fromSeconds: best.from, toSeconds: mostUntil(best.from), expectedSeconds }
}

/** The middles of five equally likely parts of a standard normal distribution. */
const SPREAD = [-1.28, -0.52, 0, 0.52, 1.28]

/** The value below which this share lies. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return below + (at - Math.floor(at)) * (above - below)
}

function surest(likely: readonly number[], expected: number): { from: number; chance: number } {
  const step = Math.max(1, Math.round(expected / MINUTE / 30)) * MINUTE
  let best = { from: 0, chance: 0 }
  for (let from = 0; from <= expected; from += step) {
    const chance = likely.filter((seconds) => seconds >= from && seconds <= mostUntil(from)).length / likely.length
    if (chance > best.chance) best = { from, chance }
  }
  return best
}
