import { Temporal } from 'temporal-polyfill'

const at = (date: Date, timeZone: string): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(timeZone)

/** The beginnings of the last `count` days on this time zone's calendar, today's last. */
export function midnightsBefore(now: Date, timeZone: string, count: number): number[] {
  const today = at(now, timeZone)
  return Array.from({ length: count }, (_, index) => today.subtract({ days: count - 1 - index }).startOfDay().epochMilliseconds)
}

/** From the first of last month until yesterday, both included; `lastDays` = the first of the fourteen days before today. */
export function qualityDays(now: Date, timeZone: string): { from: string; until: string; lastDays: string } {
  const today = at(now, timeZone).toPlainDate()
  const from = today.with({ day: 1 }).subtract({ months: 1 })
  return { from: from.toString(), until: today.subtract({ days: 1 }).toString(), lastDays: today.subtract({ days: 14 }).toString() }
}
