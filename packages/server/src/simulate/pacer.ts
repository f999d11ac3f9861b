/**
 * Keeps the day's pace: says what time it is, lets everybody wait for a time of the day, and slows the clock while the
 * machine is behind, so that a request that takes a moment here does not become minutes of the customer's life.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { scaledClock, type ClockSetting } from './scaled-clock.ts'

export type Pacer = {
  /** Seconds since midnight. */
  second(): number
  /** The instant of the day, for tokens. */
  now(): Date
  secondOf(instant: string): number
  /** Resolves then, or as soon as `isEnough`. */
  until(second: number, isEnough?: () => boolean): Promise<void>
  /** The server's work that everybody waits for: what it costs of the day is measured. */
  timed<T>(work: Promise<T>): Promise<T>
  /** The day is over: whoever still waits for a time of it, or looks at the clock, is thrown out. */
  stop(): void
  report(): PaceReport
}

export type PaceReport = {
  minutes: number
  /** How many times faster than the world: as wanted, on average, and at its slowest. */
  speed: { wanted: number; mean: number; slowest: number }
  /** Of the answers that somebody waited for, in seconds of the day: half, nineteen of twenty, ninety-nine of a hundred took at most. */
  lagSeconds: { median: number; p95: number; p99: number }
  kept: boolean
}

/** A server that answers within so many seconds of the day has no part in how the day goes. */
const BEARABLE_SECONDS = 9
/** Beyond this the figures are the machine's and not the day's. */
const UNBEARABLE_SECONDS = 30
const LOOK_EVERY_MS = 100
const NAP_MS = 100

export type PacerOptions = { midnight: Date; from: number; speed: number; tell(setting: ClockSetting): void }

export function startPacer({ midnight, from, speed: wanted, tell }: PacerOptions): Pacer {
  let speed = wanted
  let slowest = wanted
  const beganMs = performance.now()
  const clock = scaledClock({ worldMs: Date.now(), dayMs: midnight.getTime() + from * 1000, speed })
  let stopped = false
  const second = (): number => {
    if (stopped) throw new Error('the day is over')
    return (clock.nowMs() - midnight.getTime()) / 1000
  }
  const underway = new Set<{ sinceMs: number }>()
  const lags: number[] = []
  let worstMs = 0

  const setSpeed = (next: number): void => {
    const setting = { worldMs: Date.now(), dayMs: clock.nowMs(), speed: next }
    speed = next
    slowest = Math.min(slowest, next)
    clock.set(setting)
    tell(setting)
  }
  const look = (): void => {
    const now = performance.now()
    const longestMs = Math.max(worstMs, ...[...underway].map(({ sinceMs }) => now - sinceMs))
    worstMs = 0
    const bearable = longestMs < (BEARABLE_SECONDS * 1000) / speed
    const next = bearable ? Math.min(wanted, speed * 1.06) : Math.max(wanted / 12, speed * 0.85)
    if (next !== speed) setSpeed(next)
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  tell({ worldMs: Date.now(), dayMs: clock.nowMs(), speed })

  return {
    second,
    now: () => clock.now(),
    secondOf: (instant) => (Date.parse(instant) - midnight.getTime()) / 1000,
    async until(when, isEnough = () => false) {
      for (let left = when - second(); left > 0 && !isEnough(); left = when - second()) await pause(Math.max(1, Math.min(NAP_MS, (left * 1000) / speed)))
    },
    async timed(work) {
      const one = { sinceMs: performance.now() }
      const began = second()
      underway.add(one)
      try {
        return await work
      } finally {
        underway.delete(one)
        worstMs = Math.max(worstMs, performance.now() - one.sinceMs)
        lags.push(second() - began)
      }
    },
    stop() {
      stopped = true
      clearInterval(timer)
    },
    report() {
      const sorted = lags.toSorted((a, b) => a - b)
      const at = (share: number): number => Math.round(10 * (sorted[Math.floor(share * (sorted.length - 1))] ?? 0)) / 10
      const seconds = (performance.now() - beganMs) / 1000
      const lagSeconds = { median: at(0.5), p95: at(0.95), p99: at(0.99) }
      return {
        minutes: seconds / 60,
        speed: { wanted, mean: (second() - from) / seconds, slowest },
        lagSeconds,
        kept: lagSeconds.p95 <= UNBEARABLE_SECONDS,
      }
    },
  }
}
