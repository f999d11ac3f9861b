/**
 * Plays the lines forward: who is nearly done, who comes back from a break, who leaves, who comes and goes first, as often
 * as is asked for, each time as chance has it. When somebody's turn came in each of these plays is what can be known of it.
 */
import { normal, thrown, untilNext } from './chance.ts'
import type { Durations } from './durations.ts'
import type { LeavesAfter } from './leaving.ts'
import { toCome, type ToCome } from './to-come.ts'

/** What an agent holds, for how long already, and how much of him it takes. */
export type Held = { key: number; team: number; forSeconds: number; weight: number }
/** Who is not there is on a break, and takes nothing until he comes back. */
export type Worker = { isThere: boolean /** Of his capacity, what is free. */; room: number; held: readonly Held[] }

export type Waiting = {
  key: number
  team: number
  /** Where he stands: since when he waits, head start included, in seconds from now. */
  lineAt: number
  waitedSeconds: number
  /** By worker, whether this may be given to him. */
  fits: readonly boolean[]
  /** Asks only when it would be his turn: never leaves, and takes no place from anybody. */
  isAsking?: boolean
}

export type Line = {
  durations: Durations
  leavesAfter: LeavesAfter
  /** Who comes: how many a second, and how far ahead of their time they stand. */
  coming: readonly { perSecond: number; headStartSeconds: number }[]
  /** By worker, whether he serves this line. */
  servedBy: readonly boolean[]
}

/** `waiting` in the order in which it is served, over all lines; a team is its place in `lines`. */
export type Desks = { workers: readonly Worker[]; lines: readonly Line[]; waiting: readonly Waiting[] /** What one in line will take. */; weight: number }

/** A break has on average so long to go. */
const BACK_AFTER_SECONDS = 900
/** How far the work of an hour differs from what is known, of one that is known: of more, less by their root. */
const UNSTEADY = 0.6
const MOST_COMING = 500
/** For what is thrown, beside who it is thrown for. */
const [LEFT, LEAVES, LASTS, BACK, COMES, PACE] = [1, 2, 3, 5, 7, 11].map((prime) => prime * 0x51ed270b) as [number, number, number, number, number, number]

/** By place in `waiting`, in how many seconds it was his turn, one number a play; a play in which he left before says nothing. */
export function playForward(desks: Desks, plays: number): number[][] {
  const turns: number[][] = desks.waiting.map(() => [])
  for (let play = 0; play < plays; play += 1) playOnce(desks, play, (place, seconds) => turns[place]?.push(seconds))
  return turns
}

type InLine = { place: number | null; key: number; team: number; lineAt: number; fits: readonly boolean[]; isAsking: boolean }
type Happens =
  | { what: 'freed'; worker: number; weight: number }
  | { what: 'back'; worker: number }
  | { what: 'leaves'; place: number }
  | { what: 'comes'; one: InLine }

function playOnce(desks: Desks, play: number, isTurn: (place: number, seconds: number) => void): void {
  const { workers, lines, weight } = desks
  const pace = lines.map(({ durations: { count } }, team) =>
    Math.exp((UNSTEADY / Math.sqrt(Math.max(count, 1))) * normal(thrown(PACE, play), thrown(PACE + team + 1, play))),
  )
  const ahead = inLine(desks)
  const events = eventsOf(desks, play, pace)
  const room = workers.map((worker) => worker.room)
  const isThere = workers.map((worker) => worker.isThere)
  let asked = desks.waiting.length

  const giveTo = (worker: number, seconds: number): void => {
    for (let at = 0; isThere[worker] === true && (room[worker] ?? 0) >= weight && at < ahead.length; ) {
      const one = ahead[at]
      if (one?.fits[worker] !== true) {
        at += 1
        continue
      }
      ahead.splice(at, 1)
      if (one.place !== null) {
        isTurn(one.place, seconds)
        asked -= 1
      }
      if (one.isAsking) continue
      room[worker] = (room[worker] ?? 0) - weight
      const lasts = (lines[one.team]?.durations.left(0, thrown(one.key ^ LASTS, play)) ?? Infinity) * (pace[one.team] ?? 1)
      events.add(seconds + lasts, { what: 'freed', worker, weight })
    }
  }
  const leave = (place: number): void => {
    const at = ahead.findIndex((one) => one.place === place)
    if (at < 0) return
    ahead.splice(at, 1)
    asked -= 1
  }
  const enter = (one: InLine, seconds: number): void => {
    const before = ahead.findIndex(({ lineAt }) => lineAt > one.lineAt)
    ahead.splice(before < 0 ? ahead.length : before, 0, one)
    for (const worker of workers.keys()) if (one.fits[worker] === true) giveTo(worker, seconds)
  }
  for (const worker of workers.keys()) giveTo(worker, 0)
  for (let event = events.next(); event !== undefined && asked > 0; event = events.next()) {
    const { seconds, what } = event
    if (what.what === 'leaves') leave(what.place)
    else if (what.what === 'comes') enter(what.one, seconds)
    else {
      if (what.what === 'back') isThere[what.worker] = true
      else room[what.worker] = (room[what.worker] ?? 0) + what.weight
      giveTo(what.worker, seconds)
    }
  }
}

const inLine = ({ waiting }: Desks): InLine[] =>
  waiting.map(({ key, team, lineAt, fits, isAsking = false }, place) => ({ place, key, team, lineAt, fits, isAsking }))

function eventsOf(desks: Desks, play: number, pace: readonly number[]): ToCome<Happens> {
  const events = toCome<Happens>()
  desks.workers.forEach(({ isThere, held }, worker) => {
    if (!isThere) events.add(untilNext(1 / BACK_AFTER_SECONDS, thrown(BACK + worker, play)), { what: 'back', worker })
    for (const { key, team, forSeconds, weight } of held) {
      const usual = pace[team] ?? 1
      const left = (desks.lines[team]?.durations.left(forSeconds / usual, thrown(key ^ LEFT, play)) ?? Infinity) * usual
      events.add(left, { what: 'freed', worker, weight })
    }
  })
  desks.waiting.forEach(({ key, team, waitedSeconds, isAsking }, place) => {
    if (isAsking !== true) events.add(desks.lines[team]?.leavesAfter(waitedSeconds, thrown(key ^ LEAVES, play)) ?? Infinity, { what: 'leaves', place })
  })
  for (const one of overtaking(desks, play)) events.add(one.seconds, { what: 'comes', one })
  return events
}

/** Who comes later and still stands ahead of somebody who waits now. */
function overtaking({ lines, waiting }: Desks, play: number): (InLine & { seconds: number })[] {
  const last = waiting.at(-1)?.lineAt ?? -Infinity
  const found: (InLine & { seconds: number })[] = []
  lines.forEach(({ coming, servedBy: fits }, team) => {
    coming.forEach(({ perSecond, headStartSeconds }, kind) => {
      if (perSecond <= 0) return
      for (let nth = 0, seconds = 0; nth < MOST_COMING; nth += 1) {
        const key = (COMES + team * 31 + kind * 7919 + nth * 104_729) | 0
        seconds += untilNext(perSecond, thrown(key, play))
        if (seconds - headStartSeconds >= last) return
        found.push({ seconds, place: null, key, team, lineAt: seconds - headStartSeconds, fits, isAsking: false })
      }
    })
  })
  return found
}
