import type { CalendarChangeBody, CalendarList, CalendarNow, CalendarRules, HoursChanged, TeamDayBody } from '@yingda/protocol/http/calendar.ts'
import { request } from '../../../app/http/request.ts'

export const getCalendars = (signal?: AbortSignal): Promise<CalendarList> => request('GET', '/calendars', undefined, { signal })
export const createCalendar = (rules: CalendarRules): Promise<{ id: string }> => request('POST', '/calendars', rules)
export const updateCalendar = (id: string, rules: CalendarChangeBody): Promise<HoursChanged> => request('PUT', `/calendars/${id}`, rules)
export const deleteCalendar = (id: string): Promise<unknown> => request('DELETE', `/calendars/${id}`)
export const previewCalendar = (rules: CalendarRules, signal?: AbortSignal): Promise<CalendarNow> => request('POST', '/calendars/preview', rules, { signal })
export const giveTeamCalendar = (teamId: string, body: { calendarId: string | null; was: string | null }): Promise<HoursChanged> =>
  request('PUT', `/calendars/of-team/${teamId}`, body)
export const setTeamDay = (teamId: string, date: string, day: TeamDayBody): Promise<HoursChanged> =>
  request('PUT', `/calendars/of-team/${teamId}/days/${date}`, day)
