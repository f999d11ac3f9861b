/**
 * The times of a story, all told from one instant (the anchor). Hours and minutes count back from it; days are
 * local days of the customer's time zone.
 *
 * So that the order of a story never depends on the hour at which it is told, stories keep two rules: `ago` reaches
 * back at most five hours, and `day(-1, …)` is never later than 18:00.
 */
export type StoryClock = {
  anchor: Date
  timeZone: string
  ago: (span: { h?: number; m?: number; s?: number }) => Date
  ahead: (span: { h?: number; m?: number; s?: number }) => Date
  /** The local time of day, that many local days from the anchor's: `day(-1, '15:20')` is yesterday afternoon. */
  day: (offset: number, time: string) => Date
  /** `YYYY-MM`, that many months from the anchor's. */
  month: (offset: number) => string
}

const SECOND = 1000
const spanMs = ({ h = 0, m = 0, s = 0 }: { h?: number; m?: number; s?: number }) => ((h * 60 + m) * 60 + s) * SECOND

export const after = (at: Date, span: { h?: number; m?: number; s?: number }): Date => new Date(at.getTime() + spanMs(span))

export function storyClock(anchor: Date, timeZone: string): StoryClock {
  const { year, month } = localParts(anchor, timeZone)
  return {
    anchor,
    timeZone,
    ago: (span) => new Date(anchor.getTime() - spanMs(span)),
    ahead: (span) => after(anchor, span),
    day: (offset, time) => dayStart(anchor, timeZone, offset, time),
    month: (offset) => new Date(Date.UTC(year, month - 1 + offset, 1)).toISOString().slice(0, 7),
  }
}

/** Making a formatter costs a thousand times more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>()
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  formatters.set(timeZone, made)
  return made
}

export type LocalParts = { year: number; month: number; day: number; hour: number; minute: number; second: number }

export function localParts(at: Date, timeZone: string): LocalParts {
  const parts = formatterOf(timeZone).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second') }
}

/** The instant of a local time of day, `offset` local days from the day of `at`. */
export function dayStart(at: Date, timeZone: string, offset = 0, time = '00:00'): Date {
  const { year, month, day } = localParts(at, timeZone)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return instantOf(Date.UTC(year, month - 1, day + offset, hour, minute), timeZone)
}

/** The first instant of the local month of `at`, or of one `offset` months from it. */
export function monthStart(at: Date, timeZone: string, offset = 0): Date {
  const { year, month } = localParts(at, timeZone)
  return instantOf(Date.UTC(year, month - 1 + offset, 1), timeZone)
}

/** A wall-clock reading (written as if it were UTC) → the instant; twice, because the offset may change in between. */
function instantOf(wallMs: number, timeZone: string): Date {
  let guess = wallMs
  for (let pass = 0; pass < 2; pass++) {
    const local = localParts(new Date(guess), timeZone)
    guess += wallMs - Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second)
  }
  return new Date(guess)
}
