/** Business hours under `/api/staff/calendars`: when colleagues answer, in local time, and what that means right now. */
import * as z from 'zod'
import { CalendarId, TeamId } from '../ids.ts'
import { Instant } from '../time.ts'

const TIME = '([01]\\d|2[0-3]):[0-5]\\d'

/**
 * Local times of day. An end that is not later than the beginning lies on the next day (22:00–02:00); `24:00` is the
 * end of the day itself. The same time twice is refused: all day is 00:00–24:00.
 */
export const HoursSpan = z
  .strictObject({ from: z.string().regex(new RegExp(`^${TIME}$`)), until: z.string().regex(new RegExp(`^(${TIME}|24:00)$`)) })
  .refine(({ from, until }) => from !== until)
export type HoursSpan = z.infer<typeof HoursSpan>

export const DayHours = z.array(HoursSpan).max(8)

/** A local date whose hours are not those of its weekday. No spans = closed. */
export const CalendarException = z.strictObject({ date: z.iso.date(), label: z.string().max(80), spans: DayHours })
export type CalendarException = z.infer<typeof CalendarException>

export const MOST_EXCEPTIONS = 400

export const CalendarRules = z.strictObject({
  nameZh: z.string().min(1).max(60),
  nameEn: z.string().min(1).max(60),
  /** IANA name, e.g. `Asia/Shanghai`. */
  timeZone: z.string().min(1).max(60),
  /** Monday first. Hours that run past midnight stand on the day they begin. */
  weekly: z.array(DayHours).length(7),
  exceptions: z.array(CalendarException).max(MOST_EXCEPTIONS),
  /**
   * China's public holidays are closed, and the weekends worked for them have the first weekday's hours. Exceptions go
   * before both.
   */
  chinaHolidays: z.boolean(),
})
export type CalendarRules = z.infer<typeof CalendarRules>

/** What a calendar means at the moment of asking. */
export const CalendarNow = z.strictObject({
  isOpen: z.boolean(),
  /** The next opening while closed; null while open, and where it never opens again. */
  opensAt: Instant.nullable(),
  /** False: the day of opening lies in a year whose public holidays are not announced, so customers are not told it. */
  isCertain: z.boolean(),
})
export type CalendarNow = z.infer<typeof CalendarNow>

export const BusinessCalendar = z.strictObject({ id: CalendarId, ...CalendarRules.shape, now: CalendarNow })
export type BusinessCalendar = z.infer<typeof BusinessCalendar>

/** GET /calendars */
export const CalendarList = z.strictObject({
  calendars: z.array(BusinessCalendar),
  /** Every team and its hours; null = always open. */
  teams: z.array(z.strictObject({ id: TeamId, nameZh: z.string(), nameEn: z.string(), calendarId: CalendarId.nullable() })),
  /** This year and the next: whether China's public holidays are known. */
  holidayYears: z.array(z.strictObject({ year: z.int(), isAnnounced: z.boolean() })),
  /** The deployment's own, to begin with. */
  timeZone: z.string(),
})
export type CalendarList = z.infer<typeof CalendarList>

/** PUT /calendars/:id ; `was`: what it says to who changes it. If it says something else by then, nothing is changed. */
export const CalendarChangeBody = z.strictObject({ ...CalendarRules.shape, was: CalendarRules.optional() })
export type CalendarChangeBody = z.infer<typeof CalendarChangeBody>

/** PUT /calendars/of-team/:teamId/days/:date ; null = as on every such weekday. `was`: how the day is set for who changes it. */
export const TeamDayBody = z.strictObject({ spans: DayHours.nullable(), was: DayHours.nullable(), label: z.string().max(80) })
export type TeamDayBody = z.infer<typeof TeamDayBody>

/** What other hours did to arranged call-backs: so many were at times that are closed now, and are put to the next ones that are open. */
export const HoursChanged = z.strictObject({ callBacksMoved: z.int() })
export type HoursChanged = z.infer<typeof HoursChanged>

/** PUT /calendars/of-team/:teamId ; `was`: the hours it has for who changes them. If it has others by then, nothing is changed. */
export const TeamCalendarBody = z.strictObject({ calendarId: CalendarId.nullable(), was: CalendarId.nullable().optional() })
export type TeamCalendarBody = z.infer<typeof TeamCalendarBody>
