/** Doors to business hours, to be registered under `/api/staff`. Each handler translates and calls. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { CalendarChangeBody, CalendarList, CalendarNow, CalendarRules, HoursChanged, TeamCalendarBody, TeamDayBody } from '@yingda/protocol/http/calendar.ts'
import { Empty } from '@yingda/protocol/http/common.ts'
import { CalendarId, TeamId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../../platform/command.ts'
import { staffOf } from '../../../platform/http/access.ts'
import { checkedRules } from './checked-rules.ts'
import { changeCalendar } from './commands/change-calendar.ts'
import { createCalendar } from './commands/create-calendar.ts'
import { giveTeamCalendar } from './commands/give-team-calendar.ts'
import { removeCalendar } from './commands/remove-calendar.ts'
import { setTeamDay } from './commands/set-team-day.ts'
import { calendarNow } from './queries/calendar-now.ts'
import { listCalendars } from './queries/list-calendars.ts'

const OneCalendar = z.strictObject({ id: CalendarId })
const OneTeam = z.strictObject({ teamId: TeamId })
const OneDay = z.strictObject({ teamId: TeamId, date: z.iso.date() })
const manage = { config: { permission: 'calendar.manage' as const } }

/** `moveCallBacks`: what was arranged for times that are closed now is put to others; answers how many. */
type CalendarDoors = { runner: Runner; timeZone: string; moveCallBacks: () => Promise<number> }

export const calendarRoutes: FastifyPluginAsyncZod<CalendarDoors> = async (app, { runner, timeZone, moveCallBacks }) => {
  const changed = async (): Promise<HoursChanged> => ({ callBacksMoved: await moveCallBacks() })

  app.get('/calendars', { ...manage, schema: { response: { 200: CalendarList } } }, (request) =>
    runner.query(staffOf(request), (ctx) => listCalendars(ctx, { timeZone })),
  )

  app.post('/calendars', { ...manage, schema: { body: CalendarRules, response: { 200: OneCalendar } } }, async (request) => ({
    id: await runner.run(staffOf(request), (ctx) => createCalendar(ctx, request.body)),
  }))

  /** What these rules would mean now; nothing is kept. */
  app.post('/calendars/preview', { ...manage, schema: { body: CalendarRules, response: { 200: CalendarNow } } }, (request) =>
    runner.query(staffOf(request), async (ctx) => calendarNow(checkedRules(request.body), ctx.now)),
  )

  app.put('/calendars/:id', { ...manage, schema: { params: OneCalendar, body: CalendarChangeBody, response: { 200: HoursChanged } } }, async (request) => {
    await runner.run(staffOf(request), (ctx) => changeCalendar(ctx, { ...request.params, ...request.body }))
    return changed()
  })

  app.delete('/calendars/:id', { ...manage, schema: { params: OneCalendar, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), (ctx) => removeCalendar(ctx, request.params.id))
    return {}
  })

  app.put(
    '/calendars/of-team/:teamId',
    { ...manage, schema: { params: OneTeam, body: TeamCalendarBody, response: { 200: HoursChanged } } },
    async (request) => {
      await runner.run(staffOf(request), (ctx) => giveTeamCalendar(ctx, { ...request.params, ...request.body }))
      return changed()
    },
  )

  app.put(
    '/calendars/of-team/:teamId/days/:date',
    { ...manage, schema: { params: OneDay, body: TeamDayBody, response: { 200: HoursChanged } } },
    async (request) => {
      await runner.run(staffOf(request), (ctx) => setTeamDay(ctx, { ...request.params, ...request.body, timeZone }))
      return changed()
    },
  )
}
