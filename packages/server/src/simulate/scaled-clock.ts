/** A clock that runs faster than the world, and may be told to run slower: business time of a simulated day. */
import * as z from 'zod'
import type { Clock } from '../platform/clock.ts'

/** At this instant of the world (ms) it is this instant of the day (ms), and from then on so many times as fast. */
export const ClockSetting = z.object({ worldMs: z.number(), dayMs: z.number(), speed: z.number().positive() })
export type ClockSetting = z.infer<typeof ClockSetting>

export type ScaledClock = Clock & { nowMs(): number; set(setting: ClockSetting): void }

/** Never goes back: told of a slower pace a moment late, it stands until the others have come up. */
export function scaledClock(setting: ClockSetting, worldNowMs: () => number = Date.now): ScaledClock {
  let current = setting
  let latest = -Infinity
  const nowMs = (): number => (latest = Math.max(latest, current.dayMs + (worldNowMs() - current.worldMs) * current.speed))
  return {
    nowMs,
    now: () => new Date(Math.floor(nowMs())),
    set: (next) => (current = next),
  }
}
