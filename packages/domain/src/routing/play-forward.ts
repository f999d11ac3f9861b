/**
 * Plays the lines forward: who is nearly done, who comes back from a break, who leaves, who comes and goes first, as often
 * as is asked for, each time as chance has it. When somebody's turn came in each of these plays is what can be known of it.
 */
import TinyQueue from 'tinyqueue'
import { normal, thrown, untilNext } from './chance.ts'
import type { Durations } from './durations.ts'
import type { LeavesAfter } from './leaving.ts'

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
  /** Asks only when it would be his turn, and takes no place from anybody. */
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
  for (let nth = 0; nth < plays; nth += 1) playOnce(begin(desks, nth), turns)
  return turns
}

type InLine = { place: number | null; key: number; team: number; lineAt: number; fits: readonly boolean[]; isAsking: boolean }
type Happens =
  | { what: 'freed'; worker: number; weight: number }
  | { what: 'back'; worker: number }
  | { what: 'leaves'; place: number }
  | { what: 'comes'; one: InLine }
type Event = Happens & { seconds: number }
type Play = {
  desks: Desks
  nth: number
  /** By line, how much longer everything takes in this play than is known. */
  pace: readonly number[]
  ahead: InLine[]
  events: TinyQueue<Event>
  /** By worker. */
  room: number[]
  isThere: boolean[]
  /** Of how many of those who wait it is still open when it is their turn. */
  open: number
}

function begin(desks: Desks, nth: number): Play {
  const chance = (team: number): number => normal(thrown(PACE, nth), thrown(PACE + team + 1, nth))
  const pace = desks.lines.map(({ durations: { count } }, team) => Math.exp((UNSTEADY / Math.sqrt(Math.max(count, 1))) * chance(team)))
  return {
    desks,
    nth,
    pace,
    ahead: inLine(desks),
    events: eventsOf(desks, nth, pace),
    room: desks.workers.map(({ room }) => room),
    isThere: desks.workers.map(({ isThere }) => isThere),
    open: desks.waiting.length,
  }
}

function playOnce(play: Play, turns: readonly number[][]): void {
  for (const worker of play.room.keys()) giveTo(play, worker, 0, turns)
  for (let event = play.events.pop(); event !== undefined && play.open > 0; event = play.events.pop()) {
    if (event.what === 'leaves') leave(play, event.place)
    else if (event.what === 'comes') enter(play, event.one, event.seconds, turns)
    else {
      if (event.what === 'back') play.isThere[event.worker] = true
      else play.room[event.worker] = (play.room[event.worker] ?? 0) + event.weight
      giveTo(play, event.worker, event.seconds, turns)
    }
  }
}

/** As many of those ahead as he has room for, in the order of the line. */
function giveTo(play: Play, worker: number, seconds: number, turns: readonly number[][]): void {
  const { ahead, isThere, room, desks } = play
  for (let at = 0; isThere[worker] === true && (room[worker] ?? 0) >= desks.weight && at < ahead.length; ) {
    const one = ahead[at]
    if (one?.fits[worker] !== true) {
      at += 1
      continue
    }
    ahead.splice(at, 1)
    if (one.place !== null) {
      turns[one.place]?.push(seconds)
      play.open -= 1
    }
    if (!one.isAsking) take(play, one, worker, seconds)
  }
}

function take({ desks, nth, pace, room, events }: Play, { key, team }: InLine, worker: number, seconds: number): void {
  room[worker] = (room[worker] ?? 0) - desks.weight
  const lasts = (desks.lines[team]?.durations.left(0, thrown(key ^ LASTS, nth)) ?? Infinity) * (pace[team] ?? 1)
  if (lasts < Infinity) events.push({ seconds: seconds + lasts, what: 'freed', worker, weight: desks.weight })
}

function leave(play: Play, place: number): void {
  const at = play.ahead.findIndex((one) => one.place === place)
  if (at < 0) return
  play.ahead.splice(at, 1)
  play.open -= 1
}

function enter(play: Play, one: InLine, seconds: number, turns: readonly number[][]): void {
  const before = play.ahead.findIndex(({ lineAt }) => lineAt > one.lineAt)
  play.ahead.splice(before < 0 ? play.ahead.length : before, 0, one)
  for (const worker of play.room.keys()) if (one.fits[worker] === true) giveTo(play, worker, seconds, turns)
}

const inLine = ({ waiting }: Desks): InLine[] =>
  waiting.map(({ key, team, lineAt, fits, isAsking = false }, place) => ({ place, key, team, lineAt, fits, isAsking }))

function eventsOf(desks: Desks, nth: number, pace: readonly number[]): TinyQueue<Event> {
  const events: Event[] = []
  desks.workers.forEach(({ isThere, held }, worker) => {
    if (!isThere) events.push({ seconds: untilNext(1 / BACK_AFTER_SECONDS, thrown(BACK + worker, nth)), what: 'back', worker })
    for (const { key, team, forSeconds, weight } of held) {
      const usual = pace[team] ?? 1
      const left = (desks.lines[team]?.durations.left(forSeconds / usual, thrown(key ^ LEFT, nth)) ?? Infinity) * usual
      events.push({ seconds: left, what: 'freed', worker, weight })
    }
  })
  desks.waiting.forEach(({ key, team, waitedSeconds }, place) => {
    events.push({ seconds: desks.lines[team]?.leavesAfter(waitedSeconds, thrown(key ^ LEAVES, nth)) ?? Infinity, what: 'leaves', place })
  })
  for (const { seconds, ...one } of overtaking(desks, nth)) events.push({ seconds, what: 'comes', one })
  return new TinyQueue(
    events.filter(({ seconds }) => seconds < Infinity),
    (one, other) => one.seconds - other.seconds,
  )
}

/** Who comes later and still stands ahead of somebody who waits now. */
function overtaking({ lines, waiting }: Desks, nth: number): (InLine & { seconds: number })[] {
  const last = waiting.at(-1)?.lineAt ?? -Infinity
  const found: (InLine & { seconds: number })[] = []
  lines.forEach(({ coming, servedBy: fits }, team) => {
    coming.forEach(({ perSecond, headStartSeconds }, kind) => {
      if (perSecond <= 0) return
      for (let count = 0, seconds = 0; count < MOST_COMING; count += 1) {
        const key = (COMES + team * 31 + kind * 7919 + count * 104_729) | 0
        seconds += untilNext(perSecond, thrown(key, nth))
        if (seconds - headStartSeconds >= last) return
        found.push({ seconds, place: null, key, team, lineAt: seconds - headStartSeconds, fits, isAsking: false })
      }
    })
  })
  return found
}
