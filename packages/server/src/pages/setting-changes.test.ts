import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SettingChange } from '@yingda/protocol/http/setting-change.ts'
import { inviteStaff } from '../modules/identity/commands/invite-staff.ts'
import { updateStaffMember } from '../modules/identity/commands/update-staff.ts'
import { setAvailability, setTeamCalendar } from '../modules/identity/api.ts'
import { changePromises } from '../modules/obligation/commands/change-promises.ts'
import { createCalendar } from '../modules/workforce/api.ts'
import { removeCalendar } from '../modules/workforce/calendar/commands/remove-calendar.ts'
import type { StaffActor } from '../platform/actor.ts'
import { anAgent, aServer, aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { fixedClock } from '../testing/fixed-clock.ts'
import { settingChanges } from './setting-changes.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner } = await aServer(db, clock)
const teamId = await aTeam(db)
const admin = await anAgent(db, { role: 'admin', name: '周明' })
const agent = await anAgent(db, { teamIds: [teamId], name: '何佳' })

const run: typeof runner.run = (actor, command) => {
  clock.advance(1000)
  return runner.run(actor, command)
}
const setTo = (capacity: number, role: 'agent' | 'lead') =>
  run(admin, (ctx) => updateStaffMember(ctx, { id: agent.staffId, name: '何佳', role, teamIds: [teamId], capacity, active: true }))
const read = (cursor?: string, limit = 50) => runner.query(admin, (ctx) => settingChanges(ctx, { cursor, limit }))
const by = (actor: StaffActor) => ({ kind: 'agent', id: actor.staffId, name: actor.name })
const outline = ({ type, about, by: who }: SettingChange) => [type, about?.['zh-CN'] ?? null, who.kind === 'agent' ? who.name : who.kind]

const RULES = { nameZh: '白班', nameEn: 'Day', timeZone: 'Asia/Shanghai', weekly: Array.from({ length: 7 }, () => []), exceptions: [], chinaHolidays: false }

test('who changed people, hours and promises, from what to what, the newest first; what one does for oneself is not among it', async () => {
  await setTo(4, 'agent')
  await setTo(3, 'lead')
  await run(agent, (ctx) => setAvailability(ctx, { available: false }))
  const calendarId = await run(admin, (ctx) => createCalendar(ctx, RULES))
  await run(admin, (ctx) => setTeamCalendar(ctx, { teamId, calendarId }))
  await run(admin, (ctx) => setTeamCalendar(ctx, { teamId, calendarId: null }))
  await run(admin, (ctx) => removeCalendar(ctx, calendarId))
  await run(admin, (ctx) => changePromises(ctx, { promises: [{ kind: 'first_reply', priority: 'normal', minutes: 7, warnPercent: 80, releaseMinutes: null }] }))

  const { changes, names } = await read()
  const [promise, removed, freed, given, created, second, first] = changes
  assert.deepEqual(changes.map(outline).slice(0, 5), [
    ['promise.changed', null, '周明'],
    ['calendar.removed', '白班', '周明'],
    ['team.calendar_set', freed?.about?.['zh-CN'], '周明'],
    ['team.calendar_set', freed?.about?.['zh-CN'], '周明'],
    ['calendar.created', '白班', '周明'],
  ])
  assert.deepEqual([promise?.before?.['minutes'] === 7, promise?.after['minutes'], promise?.after['priority']], [false, 7, 'normal'])
  assert.deepEqual([removed?.before, removed?.after, created?.before, created?.after], [null, {}, null, RULES])
  assert.deepEqual([given?.before, given?.after, freed?.before, freed?.after], [null, { calendarId }, { calendarId }, { calendarId: null }])
  assert.deepEqual(names[calendarId], { 'zh-CN': '白班', en: 'Day' }, 'it is gone, and still called so')
  assert.deepEqual([second?.type, second?.by, second?.before?.['capacity'], second?.after['capacity']], ['staff.changed', by(admin), 4, 3])
  assert.deepEqual([second?.before?.['role'], second?.after['role']], ['agent', 'lead'])
  assert.deepEqual([first?.type, first?.before, changes.length], ['staff.changed', null, 7])
})

test('it is read page by page, each change once, and without the address of who was invited', async () => {
  await run(admin, (ctx) =>
    inviteStaff(ctx, { email: 'new@example.com', name: '吴迪', role: 'agent', teamIds: [teamId], capacity: 4, languages: ['en'], skills: {} }),
  )
  const all = (await read()).changes
  const paged: SettingChange[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor, 2)
    paged.push(...page.changes)
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  assert.deepEqual(paged, all)
  assert.equal(all[0]?.type, 'staff.invited')
  assert.ok(!JSON.stringify(all).includes('new@example.com'))
  assert.deepEqual(await read('yesterday'), await read())
})
