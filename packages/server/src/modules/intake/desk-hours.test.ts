import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { aServer, aTeam, anAgent, comeOnline, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { setTeamCalendar } from '../identity/api.ts'
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
  assert.deepEqual(await shown(), { agentsOnDuty: true, opensAt: null }, 'one team that is always there is enough')
  await giveHours(security)
  assert.deepEqual(await shown(), { agentsOnDuty: false, opensAt })
  clock.set(opensAt)
  assert.deepEqual(await shown(), { agentsOnDuty: true, opensAt: null })
})
