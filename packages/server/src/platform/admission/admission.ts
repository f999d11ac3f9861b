/**
 * Who is let in when there is more to do than can be done. Judged by how long what was let in stands in line, not by how
 * many ask: a burst that passes turns nobody away. What is worth least is turned away first, before anything was done
 * for it; whoever is turned away is told so, and when to ask again.
 */
import { Refused } from '../refused.ts'
import { retryAfter } from './retry-after.ts'
import { SHEDDABLE, type Sheddable, type Work } from './work.ts'

/** For how long some were turned away without a longer pause, and how many. */
export type Crowd = { forMs: number; turnedAway: number }

export type Admission = {
  /** @throws Refused `server.overloaded` | `server.busy` (nothing gets on at all: it is not the many who ask) */
  admit(work: Work): void
  /** What is turned away just now. */
  shut(): readonly Sheddable[]
  /** Null while nobody is turned away because too many ask. */
  crowd(): Crowd | null
  stop(): void
}

/** From which delay on each is turned away, where it stands for so long. */
export const MAY_WAIT_MS: Readonly<Record<Sheddable, number>> = { answer: 8_000, running: 4_000, beginning: 2_000, reading: 1_000 }
const SAMPLE_EVERY_MS = 100
/** What has been late in each of so many looks is no burst that passes, but a line that stands. */
const STANDING_LOOKS = 10
/** Just after the doors were opened again fewer looks suffice, else each opening lets in a second's worth too many. */
const STANDING_AGAIN_LOOKS = 2
const AGAIN_WITHIN_MS = 5_000
/** A longer pause without turning anybody away ends it. */
const PAUSE_MS = 10_000

export type Delays = {
  /** How long what is worth this, or more, waits just now. */
  delayMs(work: Sheddable): number
  /** Nothing gets on: what all wait for does not answer. */
  isStuck(): boolean
  /** Called at each look, ten times a second. */
  look?(): void
}

type Options = {
  delays: Delays
  onTurnedAway?: (work: Sheddable) => void
  sampleEveryMs?: number
  nowMs?: () => number
}

type Door = { late: number; isShut: boolean; openedAtMs: number }

export function startAdmission({ delays, onTurnedAway = () => {}, sampleEveryMs = SAMPLE_EVERY_MS, nowMs = () => performance.now() }: Options): Admission {
  const doors: Record<Sheddable, Door> = { answer: aDoor(), running: aDoor(), beginning: aDoor(), reading: aDoor() }
  let loopMs = 0
  let lookedAtMs = nowMs()
  let crowded: { fromMs: number; lastMs: number; turnedAway: number } | null = null

  const look = (): void => {
    const atMs = nowMs()
    // A timer that comes late shows how long everything in this process waits for its turn.
    loopMs = Math.max(0, atMs - lookedAtMs - sampleEveryMs)
    lookedAtMs = atMs
    delays.look?.()
    for (const work of SHEDDABLE) judge(doors[work], { delayMs: Math.max(loopMs, delays.delayMs(work)), limitMs: MAY_WAIT_MS[work], atMs })
    if (crowded !== null && atMs - crowded.lastMs > PAUSE_MS) crowded = null
  }
  const timer = setInterval(look, sampleEveryMs)
  timer.unref()

  return {
    admit(work) {
      if (work === 'kept' || !doors[work].isShut) return
      onTurnedAway(work)
      const isStuck = delays.isStuck()
      const atMs = nowMs()
      if (!isStuck) crowded = { fromMs: crowded?.fromMs ?? atMs, lastMs: atMs, turnedAway: (crowded?.turnedAway ?? 0) + 1 }
      throw new Refused(isStuck ? 'server.busy' : 'server.overloaded', { retryAfterSeconds: retryAfter(delays.delayMs(work)) })
    },
    shut: () => SHEDDABLE.filter((work) => doors[work].isShut),
    crowd: () => (crowded === null ? null : { forMs: nowMs() - crowded.fromMs, turnedAway: crowded.turnedAway }),
    stop: () => clearInterval(timer),
  }
}

const aDoor = (): Door => ({ late: 0, isShut: false, openedAtMs: Number.NEGATIVE_INFINITY })

/** Shut when late for long, open again when the delay has halved. */
function judge(door: Door, { delayMs, limitMs, atMs }: { delayMs: number; limitMs: number; atMs: number }): void {
  door.late = delayMs >= limitMs ? door.late + 1 : 0
  const looks = atMs - door.openedAtMs < AGAIN_WITHIN_MS ? STANDING_AGAIN_LOOKS : STANDING_LOOKS
  if (door.isShut && delayMs < limitMs / 2) Object.assign(door, { isShut: false, openedAtMs: atMs })
  else if (door.late >= looks) door.isShut = true
}
