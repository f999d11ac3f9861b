import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { leftEmpty } from './left-empty.ts'

// literals stand for ids nobody looks up
const [pay, safe, refund] = ['pay', 'safe', 'refund'] as TeamId[] as [TeamId, TeamId, TeamId]
const teams = [
  { id: pay, members: 1 },
  { id: safe, members: 2 },
  { id: refund, members: 1 },
]
const left = (teamIds: TeamId[], active = true, was = { teamIds: [pay, safe], active: true }) => leftEmpty(teams, was, { teamIds, active }).map(({ id }) => id)

test('a team is left empty by the last one who is taken out of it, or let go', () => {
  assert.deepEqual(left([pay, safe]), [])
  assert.deepEqual(left([safe]), [pay])
  assert.deepEqual(left([pay]), [], 'another one stays in that')
  assert.deepEqual(left([pay, safe], false), [pay], 'let go')
  assert.deepEqual(left([safe, refund]), [pay], 'and of a team he was never in nothing is said')
})

test('who is switched off counts in no team, and leaves none', () => {
  assert.deepEqual(left([], false, { teamIds: [pay], active: false }), [])
})
