import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CalendarRules, HoursSpan } from '@yingda/protocol/http/calendar.ts'
import type { CalendarId, TeamId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../../platform/actor.ts'
import { Refused } from '../../../platform/refused.ts'
import { anAgent, aServer, aTeam, SYSTEM, twoServers } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { OFFICE, WEEKDAYS } from '../../../testing/hours.ts'
import { setTeamOverflow } from '../../identity/api.ts'
import { changeCalendar } from './commands/change-calendar.ts'
import { createCalendar } from './commands/create-calendar.ts'
import { giveTeamCalendar } from './commands/give-team-calendar.ts'
import { setTeamDay } from './commands/set-team-day.ts'
import { listCalendars } from './queries/list-calendars.ts'

const database = await testDatabase()
const { db } = database
const clock = fixedClock()
const { runner } = await aServer(db, clock)
const { run } = runner
const TODAY = '2026-11-20'
const EVENING = [{ from: '18:00', until: '22:00' }]
const own = await aTeam(db)
const foreign = await aTeam(db)
const lead = await anAgent(db, { role: 'lead', teamIds: [own] })
const admin = await anAgent(db, { role: 'admin' })

type Day = { teamId?: TeamId; date?: string; was?: HoursSpan[] | null; spans: HoursSpan[] | null; by?: StaffActor; on?: typeof runner }
const setDay = ({ teamId = own, date = TODAY, was = null, spans, by = lead, on = runner }: Day) =>
  on.run(by, (ctx) => setTeamDay(ctx, { teamId, date, was, spans, label: '看板', timeZone: 'Asia/Shanghai' }))
const give = (teamId: TeamId, calendarId: CalendarId | null, by = admin) => run(by, (ctx) => giveTeamCalendar(ctx, { teamId, calendarId }))
const create = (rules: CalendarRules = WEEKDAYS) => run(admin, (ctx) => createCalendar(ctx, rules))
const isRefused = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

async function rulesOf(teamId: TeamId) {
  const { calendars, teams } = await runner.query(SYSTEM, (ctx) => listCalendars(ctx, { timeZone: 'Asia/Shanghai' }))
  const calendarId = teams.find(({ id }) => id === teamId)?.calendarId ?? null
  const found = calendars.find(({ id }) => id === calendarId)
  if (found === undefined) return null
  const { id, now: _now, ...rules } = found
  return { id, rules }
}
const datesOf = async (teamId: TeamId): Promise<string[]> => (await rulesOf(teamId))?.rules.exceptions.map(({ date }) => date) ?? []

test('one day is set, set again and let go, and every other day stays as it is', async () => {
  const before = { ...WEEKDAYS, exceptions: [{ date: '2026-12-31', label: '年会', spans: [] }] }
  await give(own, await create(before))
  await setDay({ spans: EVENING })
  assert.deepEqual((await rulesOf(own))?.rules, { ...before, exceptions: [{ date: TODAY, label: '看板', spans: EVENING }, ...before.exceptions] })
  await setDay({ was: EVENING, spans: [] })
  await setDay({ was: [], spans: null })
  assert.deepEqual((await rulesOf(own))?.rules, before)
  await setDay({ date: '2026-12-31', was: [], spans: OFFICE })
  assert.deepEqual((await rulesOf(own))?.rules.exceptions, [{ date: '2026-12-31', label: '年会', spans: OFFICE }])
})

test('a team that always answers goes on doing so on every other day; as usual is not a change', async () => {
  await give(own, null)
  await setDay({ spans: null })
  assert.equal(await rulesOf(own), null)
  await setDay({ spans: [] })
  const given = await rulesOf(own)
  assert.deepEqual(given?.rules.exceptions, [{ date: TODAY, label: '看板', spans: [] }])
  assert.ok(given.rules.weekly.every((spans) => spans[0]?.from === '00:00' && spans[0].until === '24:00'))
})

test('who saw the day otherwise than it is now changes nothing; sending the same twice is fine', async () => {
  await give(own, await create())
  await setDay({ spans: [] })
  await setDay({ spans: [] })
  await assert.rejects(setDay({ spans: EVENING }), isRefused('calendar.changed'))
  assert.deepEqual((await rulesOf(own))?.rules.exceptions, [{ date: TODAY, label: '看板', spans: [] }])
  const seen = WEEKDAYS
  const { id } = (await rulesOf(own)) ?? assert.fail('no hours')
  await assert.rejects(
    run(lead, (ctx) => changeCalendar(ctx, { id, ...WEEKDAYS, nameEn: 'Other', was: seen })),
    isRefused('calendar.changed'),
  )
})

test('hours that overlap are refused as ever', async () => {
  await give(own, await create())
  await assert.rejects(setDay({ spans: [...OFFICE, { from: '17:00', until: '20:00' }] }), isRefused('calendar.hours_overlap'))
})

test('eight leads set eight days at once on two servers: each of them stays', async () => {
  await give(own, await create())
  const { runners, close } = await twoServers(database.url, clock, 4)
  const dates = Array.from({ length: 8 }, (_, n) => `2026-11-2${n}`)
  await Promise.all(dates.map((date, n) => setDay({ date, spans: EVENING, on: runners[n % 2] ?? runner })))
  await close()
  assert.deepEqual(await datesOf(own), dates)
})

test('eight set the same day of a team without hours: one does, the others are told, and there is one set of hours', async () => {
  await give(own, null)
  const count = async () => (await runner.query(SYSTEM, (ctx) => listCalendars(ctx, { timeZone: 'UTC' }))).calendars.length
  const before = await count()
  const { runners, close } = await twoServers(database.url, clock, 4)
  const wanted = Array.from({ length: 8 }, (_, n) => [{ from: `0${n}:00`, until: '12:00' }])
  const race = await Promise.allSettled(wanted.map((spans, n) => setDay({ spans, on: runners[n % 2] ?? runner })))
  await close()
  assert.equal(race.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const one of race) if (one.status === 'rejected') assert.ok(isRefused('calendar.changed')(one.reason), String(one.reason))
  assert.equal(await count(), before + 1)
})

test('a lead changes the hours and helpers of the own teams only; an admin those of all', async () => {
  const id = await create()
  const step = { teamId: own, afterMinutes: 5, whenNobody: false }
  const helped = (by: StaffActor) => run(by, (ctx) => setTeamOverflow(ctx, { teamId: foreign, steps: [step] }))
  await assert.rejects(give(foreign, id, lead), isRefused('team.not_own'))
  await assert.rejects(setDay({ teamId: foreign, spans: [] }), isRefused('team.not_own'))
  await assert.rejects(helped(lead), isRefused('team.not_own'))
  await give(foreign, id)
  await setDay({ teamId: foreign, spans: [], by: admin })
  await helped(admin)
})

test('hours that another lead’s team has as well are an admin’s to change', async () => {
  const id = await create()
  await give(own, id, lead)
  await run(lead, (ctx) => changeCalendar(ctx, { id, ...WEEKDAYS, nameEn: 'Ours' }))
  await give(foreign, id)
  const change = (by: StaffActor) => run(by, (ctx) => changeCalendar(ctx, { id, ...WEEKDAYS, nameEn: 'Everybody’s' }))
  await assert.rejects(change(lead), isRefused('calendar.of_others'))
  await assert.rejects(setDay({ spans: [] }), isRefused('calendar.of_others'))
  await change(admin)
  await setDay({ spans: [], by: admin })
})

test('a team that a colleague has given other hours meanwhile keeps them', async () => {
  const teamId = await aTeam(db)
  const [first, second] = [await create(), await create()]
  await give(teamId, first)
  await assert.rejects(
    run(admin, (ctx) => giveTeamCalendar(ctx, { teamId, calendarId: second, was: null })),
    isRefused('calendar.changed'),
  )
  assert.equal((await rulesOf(teamId))?.id, first)
})
