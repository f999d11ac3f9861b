import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aServer, aTeam, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { loadDemoCalendar } from './commands/load-demo-calendar.ts'
import { removeCalendar } from './commands/remove-calendar.ts'
import { listCalendars } from './queries/list-calendars.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const shown = () => runner.query(SYSTEM, (ctx) => listCalendars(ctx, { timeZone: 'Asia/Shanghai' }))
const load = () => runner.run(SYSTEM, loadDemoCalendar)

test('the demo’s hours are there once, given to no team, and stay away once removed', async () => {
  await aTeam(db)
  await load()
  await load()
  const { calendars, teams } = await shown()
  assert.deepEqual(
    calendars.map(({ nameZh, nameEn }) => [nameZh, nameEn]),
    [['工作日 9:00–18:00', 'Weekdays 9–18']],
  )
  assert.ok(teams.every(({ calendarId }) => calendarId === null))
  const [made] = calendars
  if (made !== undefined) await runner.run(SYSTEM, (ctx) => removeCalendar(ctx, made.id))
  await load()
  assert.deepEqual((await shown()).calendars, [])
})
