import type { Clock } from '../platform/clock.ts'

/** A clock that stands until it is told to move. */
export type FixedClock = Clock & { set(at: string): void; advance(ms: number): void }

export function fixedClock(at = '2026-11-20T06:32:00.000Z'): FixedClock {
  let nowMs = Date.parse(at)
  return {
    now: () => new Date(nowMs),
    set: (instant) => void (nowMs = Date.parse(instant)),
    advance: (ms) => void (nowMs += ms),
  }
}
