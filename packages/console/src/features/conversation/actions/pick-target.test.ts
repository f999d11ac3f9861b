import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asStaffId, asTeamId } from '../../../app/ids.ts'
import { pickable } from './pick-target.ts'

const person = (name: string, over = {}) => ({
  id: asStaffId(name),
  name,
  role: 'agent' as const,
  teamIds: [],
  online: true,
  available: true,
  open: 2,
  capacity: 5,
  ...over,
})
const colleagues = {
  staff: [person('Away', { available: false }), person('Busy', { open: 5 }), person('Free', { open: 0 }), person('Me')],
  teams: [{ id: asTeamId('t'), name: '支付', nameZh: '支付', nameEn: 'Payments', waiting: 3 }],
}
const names = (over = {}) => pickable(colleagues, { text: '', withTeams: true, without: 'Me', language: 'en', ...over }).map((target) => target.name)

test('teams come first, then who is ready with the most room, then the others; never oneself', () => {
  assert.deepEqual(names(), ['Payments', 'Free', 'Busy', 'Away'])
})

test('typed words narrow by name, a team by either of its names', () => {
  assert.deepEqual(names({ text: 'fr' }), ['Free'])
  assert.deepEqual(names({ text: '支付' }), ['Payments'])
  assert.deepEqual(names({ withTeams: false, text: 'pay' }), [])
})
