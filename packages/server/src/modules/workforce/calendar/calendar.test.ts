import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomUUID } from 'node:crypto'
import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import { CalendarId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { listTeams } from '../../identity/api.ts'
import { Refused } from '../../../platform/refused.ts'
import { anAgent, aServer, aTeam, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { changeCalendar } from './commands/change-calendar.ts'
import { createCalendar } from './commands/create-calendar.ts'
import { giveTeamCalendar } from './commands/give-team-calendar.ts'
import { removeCalendar } from './commands/remove-calendar.ts'
import { hoursOfTeams } from './queries/hours-of-teams.ts'
import { listCalendars } from './queries/list-calendars.ts'
import { OFFICE, WEEKDAYS } from '../../../testing/hours.ts'

const database = await testDatabase()
const { db } = database
const clock = fixedClock('2026-11-20T15:18:00Z') // Friday, 23:18 in Shanghai
const { runner } = await aServer(db, clock)
const admin = await anAgent(db, { role: 'admin', name: '何佳' })

const create = (some: Partial<CalendarRules> = {}): Promise<CalendarId> => runner.run(admin, (ctx) => createCalendar(ctx, { ...WEEKDAYS, ...some }))
const give = (teamId: TeamId, calendarId: CalendarId | null): Promise<void> => runner.run(admin, (ctx) => giveTeamCalendar(ctx, { teamId, calendarId }))
const shown = () => runner.query(admin, (ctx) => listCalendars(ctx, { timeZone: 'Asia/Shanghai' }))
const isRefused =
  (code: string, data: Record<string, unknown> = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof Refused, String(error))
    assert.equal(error.code, code)
    for (const [name, value] of Object.entries(data)) assert.deepEqual(error.data[name], value)
    return true
  }
async function entriesOf(streamId: string) {
  const { rows } = await sql<{ type: string; data: Record<string, unknown>; actor: Record<string, unknown> }>`
    select type, data, actor from entry where stream_id = ${streamId} order by seq`.execute(db)
  return rows
}
const hoursOf = (ids: readonly TeamId[]) =>
  runner.query(SYSTEM, async (ctx) => {
    const teams = await listTeams(ctx)
    return hoursOfTeams(
      ctx,
      teams.filter(({ id }) => ids.includes(id)),
    )
  })

test('who set, changed and removed hours is on record, with the hours; the same ones again are not a change', async () => {
  const id = await create()
  const later = { ...WEEKDAYS, exceptions: [{ date: '2026-12-24', label: '年会', spans: [] }] }
  await runner.run(admin, (ctx) => changeCalendar(ctx, { id, ...later }))
  await runner.run(admin, (ctx) => changeCalendar(ctx, { id, ...later }))
  assert.deepEqual(
    (await shown()).calendars.find((one) => one.id === id),
    { id, ...later, now: { isOpen: false, opensAt: '2026-11-23T01:00:00.000Z', isCertain: true } },
  )
  await runner.run(admin, (ctx) => removeCalendar(ctx, id))
  const entries = await entriesOf(id)
  assert.deepEqual(
    entries.map(({ type }) => type),
    ['calendar.created', 'calendar.changed', 'calendar.removed'],
  )
  assert.deepEqual(entries[1]?.data, later)
  assert.deepEqual(entries[1]?.actor, { kind: 'agent', id: admin.staffId, name: '何佳' })
})

test('a team gets hours, keeps them from being removed, and lets go of them', async () => {
  const [teamId, id] = [await aTeam(db), await create()]
  assert.deepEqual(await hoursOf([teamId]), { isOpen: true }, 'always open until hours are given')
  await give(teamId, id)
  await give(teamId, id)
  assert.deepEqual(await hoursOf([teamId]), { isOpen: false, opensAt: new Date('2026-11-23T01:00:00Z') })
  await assert.rejects(
    runner.run(admin, (ctx) => removeCalendar(ctx, id)),
    isRefused('calendar.in_use', { count: 1 }),
  )
  assert.equal((await shown()).teams.find((team) => team.id === teamId)?.calendarId, id)
  await give(teamId, null)
  await runner.run(admin, (ctx) => removeCalendar(ctx, id))
  assert.deepEqual(
    (await entriesOf(teamId)).map(({ type, data }) => [type, data['calendarId']]),
    [
      ['team.calendar_set', id],
      ['team.calendar_set', null],
    ],
  )
})

test('what does not exist, or cannot be, is refused', async () => {
  const [id, teamId] = [await create(), await aTeam(db)]
  const none = CalendarId.parse(randomUUID())
  await assert.rejects(give(teamId, none), isRefused('calendar.not_found'))
  await assert.rejects(give(TeamId.parse(randomUUID()), id), isRefused('team.not_found'))
  await assert.rejects(
    runner.run(admin, (ctx) => removeCalendar(ctx, none)),
    isRefused('calendar.not_found'),
  )
  await assert.rejects(
    runner.run(admin, (ctx) => changeCalendar(ctx, { id: none, ...WEEKDAYS })),
    isRefused('calendar.not_found'),
  )
  await assert.rejects(create({ timeZone: 'Mars/Olympus' }), isRefused('calendar.time_zone_unknown', { timeZone: 'Mars/Olympus' }))
  const twice = [...OFFICE, { from: '17:00', until: '20:00' }]
  await assert.rejects(create({ weekly: [OFFICE, twice, [], [], [], [], []] }), isRefused('calendar.hours_overlap', { weekday: 1 }))
  const date = '2026-12-24'
  await assert.rejects(create({ exceptions: [{ date, label: '', spans: twice }] }), isRefused('calendar.hours_overlap', { date }))
  const sameDate = [0, 1].map(() => ({ date, label: '', spans: [] }))
  await assert.rejects(create({ exceptions: sameDate }), isRefused('calendar.date_twice', { date }))
})

test('several teams are open while one is, and open with the first of them', async () => {
  const [payments, transfers, security] = [await aTeam(db), await aTeam(db), await aTeam(db)]
  await give(payments, await create())
  await give(transfers, await create({ weekly: [[], [], [], [], [], [{ from: '10:00', until: '16:00' }], []] }))
  assert.deepEqual(await hoursOf([payments, transfers]), { isOpen: false, opensAt: new Date('2026-11-21T02:00:00Z') })
  assert.deepEqual(await hoursOf([payments, transfers, security]), { isOpen: true })
})

test('an opening in a year whose holidays nobody has announced is not promised to anybody', async () => {
  clock.set('2126-09-30T15:00:00Z')
  const teamId = await aTeam(db)
  await give(teamId, await create({ chinaHolidays: true }))
  assert.deepEqual(await hoursOf([teamId]), { isOpen: false, opensAt: null })
  assert.ok((await shown()).holidayYears.every(({ isAnnounced }) => !isAnnounced))
})

test('eight removals and eight teams that want the hours at once: nobody ends with hours that are gone', async () => {
  const id = await create()
  const teams = await Promise.all(Array.from({ length: 8 }, () => aTeam(db)))
  const race = [...teams.map((teamId) => give(teamId, id)), ...teams.map(() => runner.run(admin, (ctx) => removeCalendar(ctx, id)))]
  for (const result of await Promise.allSettled(race)) if (result.status === 'rejected') assert.ok(result.reason instanceof Refused, String(result.reason))
  const { calendars, teams: after } = await shown()
  const there = calendars.some((one) => one.id === id)
  assert.equal(after.filter(({ calendarId }) => calendarId === id).length > 0, there)
})
