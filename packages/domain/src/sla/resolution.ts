import type { Piece, ResolvingClock } from '../conversation/resolving.ts'
import { addBusinessMs, businessMsBetween, type BusinessCalendar } from './business-time.ts'
import type { Deadline } from './deadline.ts'

/** What was promised when people got it: resolved within so many minutes in which the desk is open, and a warning when this share of them has gone by. */
export type ResolutionTarget = { minutes: number; warnPercent: number }

/** Instants in UTC milliseconds; null while the clock stands still with time left. */
export type ResolutionDeadline = { [Key in keyof Deadline]: number | null }

/**
 * By when it is to be resolved, and when that is to be said to be due soon: when the pieces of the clock, in the hours of this
 * calendar, come to what was promised. What had run out before the clock stood still stays where it was. Where the calendar
 * ends before, every minute counts.
 */
export function resolutionDeadline({ minutes, warnPercent }: ResolutionTarget, clock: ResolvingClock, calendar: BusinessCalendar): ResolutionDeadline {
  const promisedMs = minutes * 60_000
  const after = (durationMs: number): number | null => instantAfter(durationMs, clock, calendar)
  return { warnAtMs: after((promisedMs * warnPercent) / 100), dueAtMs: after(promisedMs) }
}

function instantAfter(durationMs: number, { pieces, runningSince }: ResolvingClock, calendar: BusinessCalendar): number | null {
  let left = durationMs
  for (const { fromMs, untilMs } of pieces.map(inMs)) {
    const open = businessMsBetween(calendar, fromMs, untilMs)
    if (open >= left) return addBusinessMs(calendar, fromMs, left)
    left -= open
  }
  if (runningSince === null) return null
  const sinceMs = Date.parse(runningSince)
  return addBusinessMs(calendar, sinceMs, left) ?? sinceMs + left
}

const inMs = ({ from, until }: Piece) => ({ fromMs: Date.parse(from), untilMs: Date.parse(until) })
