import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aConversation, aCustomer, aServer, aTeam, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { WEEKDAYS } from '../../../testing/hours.ts'
import { setTeamCalendar } from '../../identity/api.ts'
import { createCalendar } from '../../workforce/api.ts'
import { statesWithWaits } from './stated.ts'

const { db } = await testDatabase()
const clock = fixedClock('2026-11-20T12:00:00.000Z') // Friday 20:00 in Shanghai
const { runner } = await aServer(db, clock)
const MONDAY_AT_NINE = '2026-11-23T01:00:00.000Z'

test('whose own line is closed is told when it opens and no place, by day or night of other lines; staff see the place', async () => {
  const [office, always] = [await aTeam(db), await aTeam(db)]
  await runner.run(SYSTEM, async (ctx) => setTeamCalendar(ctx, { teamId: office, calendarId: await createCalendar(ctx, WEEKDAYS) }))
  const { id } = await aConversation(runner, await aCustomer(db), { teamId: office, status: 'waiting' })
  const { id: other } = await aConversation(runner, await aCustomer(db), { teamId: always, status: 'waiting' })
  const { id: withBot } = await aConversation(runner, await aCustomer(db), { teamId: office })
  const told = async (kind: 'customer' | 'staff') => {
    const states = await runner.query(SYSTEM, (ctx) => statesWithWaits(ctx, [id, other, withBot], { kind }))
    return [id, other, withBot].map((one) => ({
      ahead: states.get(one)?.ahead,
      closed: states.get(one)?.closed,
      hasPromise: states.get(one)?.answerBy != null,
    }))
  }
  const [open, notWaiting] = [
    { ahead: 0, closed: null, hasPromise: true },
    { ahead: null, closed: null, hasPromise: false },
  ]
  const closed = { opensAt: MONDAY_AT_NINE }
  assert.deepEqual(await told('customer'), [{ ahead: null, closed, hasPromise: true }, open, notWaiting])
  assert.deepEqual(await told('staff'), [{ ahead: 0, closed, hasPromise: true }, open, notWaiting])
  clock.set(MONDAY_AT_NINE)
  assert.deepEqual(await told('customer'), [open, open, notWaiting])
})
