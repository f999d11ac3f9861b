import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { aServer, aTeam, anAgent, comeOnline, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { setTeamCalendar, setTeamOverflow } from '../identity/api.ts'
import { createCalendar } from '../workforce/api.ts'
import { deskHours } from './desk-hours.ts'
import { WEEKDAYS } from '../../testing/hours.ts'

const { db } = await testDatabase()
const clock = fixedClock('2026-11-22T15:18:00.000Z') // Sunday, 23:18 in Shanghai
const { runner } = await aServer(db, clock)
const shown = () => runner.query(SYSTEM, deskHours)

const giveHours = (teamId: TeamId) => runner.run(SYSTEM, async (ctx) => setTeamCalendar(ctx, { teamId, calendarId: await createCalendar(ctx, WEEKDAYS) }))

test('the first screen says who is there within hours, and outside of them when the desk opens', async () => {
  const opensAt = '2026-11-23T01:00:00.000Z'
  const payments = await aTeam(db, { questionTypes: ['payment', 'other'] })
  assert.deepEqual(await shown(), { agentsOnDuty: false, opensAt: null }, 'nobody is there, and nobody said when')
  const agent = await anAgent(db, { teamIds: [payments] })
  await comeOnline(db, agent.staffId)
  assert.deepEqual(await shown(), { agentsOnDuty: true, opensAt: null }, 'without hours it is always open')

  await giveHours(payments)
  assert.deepEqual(await shown(), { agentsOnDuty: false, opensAt }, 'the hours are what is promised, whoever is there')
  await aTeam(db, { questionTypes: [] })
  assert.deepEqual(await shown(), { agentsOnDuty: false, opensAt }, 'a team that takes no questions opens nothing')
  const security = await aTeam(db, { questionTypes: ['security'] })
  assert.deepEqual(await shown(), { agentsOnDuty: false, opensAt: null }, 'one that is always open, and nobody of it is there')
  await comeOnline(db, (await anAgent(db, { teamIds: [security] })).staffId)
  assert.deepEqual(await shown(), { agentsOnDuty: true, opensAt: null }, 'one team that is always there is enough')
  await giveHours(security)
  assert.deepEqual(await shown(), { agentsOnDuty: false, opensAt })
  clock.set(opensAt)
  assert.deepEqual(await shown(), { agentsOnDuty: true, opensAt: null })
})

test('on duty is who is given questions now: not an admin of no team, nor a member of a team that is closed, but who helps', async () => {
  clock.set('2026-11-22T15:18:00.000Z')
  const always = await aTeam(db, { questionTypes: ['transfer'] })
  const nobody = { agentsOnDuty: false, opensAt: null }
  await comeOnline(db, (await anAgent(db, { role: 'admin' })).staffId)
  assert.deepEqual(await shown(), nobody, 'the only one on duty is of a team that is closed, and an admin looks on')
  const helping = await aTeam(db, { questionTypes: [] })
  const helper = await anAgent(db, { teamIds: [helping] })
  await comeOnline(db, helper.staffId)
  assert.deepEqual(await shown(), nobody, 'of a team that takes no questions and helps nobody')
  const steps = [{ teamId: helping, afterMinutes: 5, whenNobody: true }]
  await runner.run(SYSTEM, (ctx) => setTeamOverflow(ctx, { teamId: always, steps }))
  assert.deepEqual(await shown(), { agentsOnDuty: true, opensAt: null })
})
