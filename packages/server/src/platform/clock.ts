/** Business time. A simulated day hands in a scaled one; leases and locks use the database's own clock instead. */
export type Clock = {
  now(): Date
  /** How many times faster than the world this clock runs; 1 where it is missing. */
  speed?: number
}

export const systemClock: Clock = { now: () => new Date() }

/** Sooner than this nothing is looked at again, however fast the clock runs. */
const SOONEST_MS = 60

/** How often to look, in the world's time, at what is due by business time: on a fast clock so much sooner. */
export const lookEvery = ({ speed = 1 }: Clock, everyMs: number): number => Math.max(Math.round(everyMs / speed), Math.min(everyMs, SOONEST_MS))
