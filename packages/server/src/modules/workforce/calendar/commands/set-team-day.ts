import { isDeepStrictEqual } from 'node:util'
import { MOST_EXCEPTIONS, type CalendarRules, type TeamDayBody } from '@yingda/protocol/http/calendar.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/refused.ts'
import { listTeams, mustLead, setTeamCalendar, type TeamInfo } from '../../../identity/api.ts'
import { checkedRules } from '../checked-rules.ts'
import { recordCalendar } from '../entries.ts'
import { lockOwnCalendar } from '../own-calendar.ts'
import { updateCalendar } from '../store.ts'
import { createCalendar } from './create-calendar.ts'

/** A local date in the team's own hours; `timeZone` is for a team that has none so far. */
type SetTeamDay = TeamDayBody & { teamId: TeamId; date: string; timeZone: string }

/**
 * Hours of one day, for a team and whoever shares its hours; every other day stays as it is, also what a colleague is
 * changing just now. A team that always answers gets hours of its own, all day on every other day. The same again changes
 * nothing; where the day is not set any more as it `was`, nothing is changed.
 *
 * Lock order: calendar, then team. Which hours the team has is read before; it is asked again under the lock.
 *
 * @throws Refused `team.not_found` | `team.not_own` | `calendar.of_others` | `calendar.changed` | `calendar.hours_overlap`
 */
export async function setTeamDay(ctx: CommandContext, input: SetTeamDay): Promise<void> {
  const team = await teamOf(ctx, input.teamId)
  mustLead(ctx, team.id)
  if (team.calendarId === null) return startWithDay(ctx, team, input)
  const { id, rules } = await lockOwnCalendar(ctx, team.calendarId)
  if ((await teamOf(ctx, input.teamId)).calendarId !== id) throw new Refused('calendar.changed')
  const spans = rules.exceptions.find(({ date }) => date === input.date)?.spans ?? null
  if (isDeepStrictEqual(spans, input.spans)) return
  if (!isDeepStrictEqual(spans, input.was)) throw new Refused('calendar.changed')
  const changed = checkedRules(withDay(rules, input))
  await updateCalendar(ctx, { id, rules: changed })
  await recordCalendar(ctx, id, { type: 'calendar.changed', data: changed })
}

async function teamOf(ctx: CommandContext, teamId: TeamId): Promise<TeamInfo> {
  const team = (await listTeams(ctx)).find(({ id }) => id === teamId)
  if (team === undefined) throw new Refused('team.not_found')
  return team
}

/** A label that is there stays. Of more dates than there is room for the earliest goes. */
function withDay(rules: CalendarRules, { date, spans, label }: SetTeamDay): CalendarRules {
  const held = rules.exceptions.find((one) => one.date === date)
  const others = rules.exceptions.filter((one) => one.date !== date)
  if (spans === null) return { ...rules, exceptions: others }
  return { ...rules, exceptions: [...others.slice(1 - MOST_EXCEPTIONS), { date, label: held?.label ?? label, spans }] }
}

const ALL_DAY = [{ from: '00:00', until: '24:00' }]

async function startWithDay(ctx: CommandContext, { id: teamId, nameZh, nameEn }: TeamInfo, input: SetTeamDay): Promise<void> {
  if (input.was !== null) throw new Refused('calendar.changed')
  if (input.spans === null) return
  const weekly = Array.from({ length: 7 }, () => ALL_DAY)
  const always: CalendarRules = { nameZh, nameEn, timeZone: input.timeZone, weekly, exceptions: [], chinaHolidays: false }
  const calendarId = await createCalendar(ctx, withDay(always, input))
  await setTeamCalendar(ctx, { teamId, calendarId, was: null })
}
