import type { ReconciliationQuery } from '@yingda/protocol/http/watch.ts'

const DAY_MS = 24 * 3600_000

type Days = { from: string; until: string }

/** The days that are meant, both included, on the calendar of `timeZone`; the query was checked to name them in one way. */
export function daysAsked({ days, from, until }: ReconciliationQuery, { now, timeZone }: { now: Date; timeZone: string }): Days {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
  if (days === undefined) return { from: from ?? today, until: until ?? today }
  return { from: new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10), until: today }
}
