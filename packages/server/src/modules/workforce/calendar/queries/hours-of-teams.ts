import type { CalendarId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../../platform/command.ts'
import { findCalendars } from '../store.ts'
import { calendarNow } from './calendar-now.ts'

/** Whether somebody answers at this hour; `opensAt` is the next opening that is certain, null = cannot be told. */
export type DeskHours = { isOpen: true } | { isOpen: false; opensAt: Date | null }

/** The hours of several teams together: open while one of them is. A team without hours, and no team at all, is always open. */
export async function hoursOfTeams(ctx: QueryContext, teams: readonly { calendarId: CalendarId | null }[]): Promise<DeskHours> {
  const ids = teams.flatMap(({ calendarId }) => (calendarId === null ? [] : [calendarId]))
  if (teams.length === 0 || ids.length < teams.length) return { isOpen: true }
  const all = (await findCalendars(ctx, ids)).map(({ rules }) => calendarNow(rules, ctx.now))
  if (all.some(({ isOpen }) => isOpen)) return { isOpen: true }
  const [first] = all.flatMap(({ opensAt, isCertain }) => (opensAt !== null && isCertain ? [opensAt] : [])).sort()
  return { isOpen: false, opensAt: first === undefined ? null : new Date(first) }
}
