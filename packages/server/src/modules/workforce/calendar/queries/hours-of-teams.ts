import type { CalendarId, TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../../platform/command.ts'
import { listTeams } from '../../../identity/api.ts'
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

/** Those of these teams that do not answer at this hour, and when each opens, as far as that is certain. */
export async function closedTeams(ctx: QueryContext, ids: readonly TeamId[]): Promise<Map<TeamId, { opensAt: string | null }>> {
  const teams = (await listTeams(ctx)).filter(({ id }) => ids.includes(id))
  const calendars = await findCalendars(
    ctx,
    teams.flatMap(({ calendarId }) => calendarId ?? []),
  )
  const hours = new Map(calendars.map(({ id, rules }) => [id, calendarNow(rules, ctx.now)]))
  return new Map(
    teams.flatMap(({ id, calendarId }) => {
      const now = calendarId === null ? undefined : hours.get(calendarId)
      return now === undefined || now.isOpen ? [] : [[id, { opensAt: now.isCertain ? now.opensAt : null }]]
    }),
  )
}

/** Those of these teams that answer at this hour. */
export async function openTeams(ctx: QueryContext, ids: readonly TeamId[]): Promise<TeamId[]> {
  const teams = (await listTeams(ctx)).filter(({ id }) => ids.includes(id))
  const calendars = await findCalendars(
    ctx,
    teams.flatMap(({ calendarId }) => calendarId ?? []),
  )
  const closed = new Set(calendars.filter(({ rules }) => !calendarNow(rules, ctx.now).isOpen).map(({ id }) => id))
  return teams.filter(({ calendarId }) => calendarId === null || !closed.has(calendarId)).map(({ id }) => id)
}
