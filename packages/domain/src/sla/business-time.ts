/**
 * Arithmetic on the hours in which somebody answers. A calendar arrives as an argument: which days are open, in which
 * time zone and how a clock change falls is its business, and here only instants are left.
 */

/** Half-open: open at `fromMs`, closed again at `untilMs`. */
export type BusinessSpan = { fromMs: number; untilMs: number }

export type BusinessCalendar = {
  /**
   * The spans that end after `atMs`; the first may have begun before it. Sorted, not empty, not overlapping (they may
   * touch), possibly without end: take only as many as are needed. None at all = it never opens again.
   */
  spansFrom(atMs: number): Iterable<BusinessSpan>
}

/** For whom nobody set hours. */
export const ALWAYS_OPEN: BusinessCalendar = {
  spansFrom: (atMs) => [{ fromMs: atMs, untilMs: Number.POSITIVE_INFINITY }],
}

export function isOpenAt(calendar: BusinessCalendar, atMs: number): boolean {
  const [first] = calendar.spansFrom(atMs)
  return first !== undefined && first.fromMs <= atMs
}

/** The first instant from `atMs` on at which it is open, `atMs` itself where it is open then; null = never again. */
export function nextOpening(calendar: BusinessCalendar, atMs: number): number | null {
  const [first] = calendar.spansFrom(atMs)
  return first === undefined ? null : Math.max(first.fromMs, atMs)
}

/** How long it is open between two instants; 0 where they stand in the wrong order. */
export function businessMsBetween(calendar: BusinessCalendar, fromMs: number, untilMs: number): number {
  let sum = 0
  for (const span of calendar.spansFrom(fromMs)) {
    if (span.fromMs >= untilMs) break
    sum += Math.min(span.untilMs, untilMs) - Math.max(span.fromMs, fromMs)
  }
  return Math.max(sum, 0)
}

/**
 * The instant by which it has been open for `durationMs` since `fromMs`: the earliest one, so a duration that fills a
 * span ends when that span does and not when the next begins. Nothing to wait for is over at once, open or not.
 *
 * @returns null when the calendar ends first
 */
export function addBusinessMs(calendar: BusinessCalendar, fromMs: number, durationMs: number): number | null {
  if (durationMs <= 0) return fromMs
  let left = durationMs
  for (const span of calendar.spansFrom(fromMs)) {
    const start = Math.max(span.fromMs, fromMs)
    const open = span.untilMs - start
    if (open >= left) return start + left
    left -= open
  }
  return null
}
