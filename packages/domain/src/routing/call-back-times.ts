/** When a person can come back to a customer: times within business hours, and which of them are usually quiet. */
import { isOpenAt, nextOpening, type BusinessCalendar } from '../sla/business-time.ts'

const MINUTE_MS = 60_000
/** Somebody comes back within this time: it is what the customer keeps free, and the desk's deadline. */
export const SLOT_MS = 30 * MINUTE_MS
const DAY_MS = 24 * 60 * MINUTE_MS
/** Counted from when the line opens next: over the longest holidays there are times after them to choose from. */
const DAYS_AHEAD = 7
/** What opens later than this has no times yet: who knows what will be so then. */
const OPENS_WITHIN_DAYS = 30
/** Nobody arranges what begins at once. */
const NOT_BEFORE_MS = 15 * MINUTE_MS

export type Slot = { fromMs: number; untilMs: number }

/** Half hours that lie wholly within the hours of this calendar, in the days after it opens next, soonest first. */
export function slotsOf(calendar: BusinessCalendar, nowMs: number): Slot[] {
  const slots: Slot[] = []
  const opensMs = nextOpening(calendar, nowMs)
  if (opensMs === null || opensMs > nowMs + OPENS_WITHIN_DAYS * DAY_MS) return slots
  const last = opensMs + DAYS_AHEAD * DAY_MS
  for (const span of calendar.spansFrom(nowMs)) {
    if (span.fromMs >= last) break
    const earliest = Math.max(span.fromMs, nowMs + NOT_BEFORE_MS)
    const latest = Math.min(span.untilMs, last)
    for (let fromMs = Math.ceil(earliest / SLOT_MS) * SLOT_MS; fromMs + SLOT_MS <= latest; fromMs += SLOT_MS) slots.push({ fromMs, untilMs: fromMs + SLOT_MS })
  }
  return slots
}

/** The slot that begins at this instant, if it may be asked for. */
export function slotAt(calendar: BusinessCalendar, fromMs: number, nowMs: number): Slot | null {
  if (fromMs % SLOT_MS !== 0 || fromMs < nowMs + NOT_BEFORE_MS || !isOpenAt(calendar, fromMs)) return null
  return slotsOf(calendar, nowMs).find((slot) => slot.fromMs === fromMs) ?? null
}

/** Those of these times at which this calendar is not open throughout. */
export function closedDuring<S extends Slot>(calendar: BusinessCalendar, slots: readonly S[]): S[] {
  const [fromMs, untilMs] = [Math.min(...slots.map((slot) => slot.fromMs)), Math.max(...slots.map((slot) => slot.untilMs))]
  const open: Slot[] = []
  for (const span of calendar.spansFrom(fromMs)) {
    if (span.fromMs >= untilMs) break
    const before = open.at(-1)
    if (before?.untilMs === span.fromMs) before.untilMs = span.untilMs
    else open.push({ ...span })
  }
  return slots.filter((slot) => !open.some((span) => span.fromMs <= slot.fromMs && slot.untilMs <= span.untilMs))
}

/** An hour of the week as it was: how many waited, and for how long all together. */
export type UsualHour = { stays: number; waitedSeconds: number }
export type Load = 'quiet' | 'usual' | 'busy'

/** With fewer than this in all, nothing is usual yet. */
const LEAST_STAYS = 30
/** An hour of which little is known is taken to be like all others until so many have come. */
const LIKE_OTHERS = 5

/** How each hour of the week compares with all of them, by how long one waits in it; empty while too little is known. */
export function loadsOf<Key>(hours: ReadonlyMap<Key, UsualHour>): Map<Key, Load> {
  const all = [...hours.values()].reduce((sum, hour) => ({ stays: sum.stays + hour.stays, waitedSeconds: sum.waitedSeconds + hour.waitedSeconds }), {
    stays: 0,
    waitedSeconds: 0,
  })
  if (all.stays < LEAST_STAYS) return new Map()
  const mean = all.waitedSeconds / all.stays
  return new Map(
    [...hours].map(([key, hour]) => {
      const wait = (hour.waitedSeconds + LIKE_OTHERS * mean) / (hour.stays + LIKE_OTHERS)
      return [key, wait <= 0.75 * mean ? 'quiet' : wait >= 1.25 * mean ? 'busy' : 'usual']
    }),
  )
}

const BEST = 3

/** The next quiet times, no two within three hours. */
export function bestOf<S extends { fromMs: number; load: Load | null }>(slots: readonly S[]): S[] {
  const best: S[] = []
  for (const slot of slots) {
    const near = best.some((other) => Math.abs(other.fromMs - slot.fromMs) < 3 * 3600_000)
    if (slot.load === 'quiet' && !near && best.length < BEST) best.push(slot)
  }
  return best
}
