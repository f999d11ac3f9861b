import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WallboardAgent, WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import { asStaffId, asTeamId } from '../../app/ids.ts'
import { keptShare, totalsOf } from './totals.ts'

const team = (id: string, some: Partial<WallboardTeam>): WallboardTeam => ({
  id: asTeamId(id),
  nameZh: id,
  nameEn: id,
  hours: null,
  helpers: 0,
  waiting: 0,
  longestSince: null,
  nextPromise: null,
  atRisk: 0,
  missed: 0,
  withBot: 0,
  held: 0,
  callBacksDue: 0,
  callBacksLater: 0,
  endedToday: 0,
  promisesToday: { kept: 0, of: 0 },
  ...some,
})
const agent = (presence: WallboardAgent['presence'], held: number, capacity: number, offered = 0): WallboardAgent => ({
  id: asStaffId(`${presence}-${held}`),
  name: '何佳',
  teamIds: [],
  presence,
  held,
  offered,
  heldLoad: held,
  offeredLoad: offered,
  capacity,
  longest: null,
})

test('the longest wait is that of the team in which somebody has waited longest', () => {
  const early = team('b', { waiting: 1, longestSince: '2026-11-22T08:00:00Z' })
  const teams = [team('a', { waiting: 3, longestSince: '2026-11-22T09:00:00Z' }), early, team('c', {})]
  const totals = totalsOf({ teams, agents: [] })
  assert.deepEqual([totals.waiting, totals.longestSince, totals.longestTeam], [4, early.longestSince, early])
  assert.deepEqual(
    teams.map(({ id }) => id),
    ['a', 'b', 'c'],
    'the teams keep their order',
  )
  assert.equal(totalsOf({ teams: [], agents: [] }).longestTeam, null)
})

test('places are those of who is available; nobody who holds too much takes one away', () => {
  const { available, connected, places } = totalsOf({
    teams: [],
    agents: [agent('available', 1, 5, 1), agent('available', 7, 5), agent('connected', 0, 5), agent('away', 0, 5)],
  })
  assert.deepEqual([available, connected, places], [2, 3, 3])
})

test('a call that takes four places leaves one of five', () => {
  const calling = { ...agent('available', 1, 5), heldLoad: 4 }
  assert.equal(totalsOf({ teams: [], agents: [calling] }).places, 1)
})

test('what was kept is shared over all teams by answers, not by teams', () => {
  const teams = [team('a', { promisesToday: { kept: 9, of: 10 } }), team('b', { promisesToday: { kept: 0, of: 1 } })]
  const { kept, promised } = totalsOf({ teams, agents: [] })
  assert.equal(keptShare({ kept, of: promised }), 9 / 11)
  assert.equal(keptShare({ kept: 0, of: 0 }), null)
})
